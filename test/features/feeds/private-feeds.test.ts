import { endFeed } from '../../../server/features/feeds/end-feed.ts';
import { makeFeed } from '../../../server/features/feeds/make-feed.ts';
import type { PrivateSubject } from '../../../server/features/feeds/names.ts';
import { leave } from '../../../server/features/leaving/leave.ts';
import { pathToLog } from '../../../server/platform/request-log.ts';
import type { Member, SignedIn } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { feedIn } from '../../support/atom.ts';
import { ask } from '../../support/databases.ts';
import {
  makeGuest,
  makePerson,
  makeReply,
  makeSavedSearch,
  makeTopic,
  suspend,
  workspaceOf,
} from '../../support/make.ts';
import { queriesDuring } from '../../support/queries.ts';

const app = useApp();
let owner: Member;
let agent: Agent;
let author: Member;

beforeAll(async () => {
  owner = await makePerson({ name: 'Ona Owner' });
  agent = await app.signInAs(owner);
  author = await makePerson({ council: 'bexley' });
});

const inDatabase = (query: string) => ask(process.env.DATABASE_URL as string, query);
const fetchFeed = (token: string, query = '') => app.visitor().get(`/feeds/${token}${query}`);
const read = async (token: string) => feedIn(await fetchFeed(token).expect(200), { isPrivate: true });
const titles = async (token: string) => (await read(token)).entries.map(({ title }) => title);
const workspace = async (number: number): Promise<PrivateSubject> => ({
  kind: 'workspace',
  id: (await workspaceOf(number)).id,
});
const addressIn = ({ text }: { text: string }) => /\/feeds\/([\w-]{43})"/.exec(text)?.[1] ?? '';

test('it has what its owner may see, of a workspace, a topic or a council, and never a draft', async () => {
  const { id } = await makeTopic(author, { requirement: 4, title: 'Of the group', visibility: 'group' });
  await makeTopic(author, { requirement: 4, title: 'For all' });
  await makeTopic(owner, { requirement: 4, title: 'Own draft', kind: 'guidance', state: 'draft' });
  await makeReply(author, id, { body: 'Within the group' });
  const of = async (person: SignedIn, subject: PrivateSubject) => makeFeed(person, subject);
  const room = await workspace(4);
  const [bexley] = (await inDatabase("select id from councils where slug = 'bexley'")) as { id: number }[];
  const feed = await read(await of(owner, room));
  expect(feed.entries.map(({ title }) => title)).toEqual(['Of the group', 'For all']);
  expect(feed.links).toEqual({ alternate: expect.stringMatching(/\/workspaces\/[\w-]+$/) });
  expect(feed.title).toBe(`Standard Practice: ${(await workspaceOf(4)).name}`);
  expect(await titles(await of(owner, { kind: 'topic', id }))).toEqual([
    'Reply 1: Within the group',
    'Of the group',
  ]);
  expect(await titles(await of(owner, { kind: 'council', id: bexley?.id ?? 0 }))).toEqual([
    'Of the group',
    'For all',
  ]);
  const elsewhere = await makeGuest({ workspaces: [1] });
  expect(await titles(await of(elsewhere, room))).toEqual(['For all']);
  await expect(makeFeed(elsewhere, { kind: 'topic', id })).rejects.toMatchObject({ status: 404 });
});

test('it follows what its owner may see at that moment, and is not there where they could not sign in', async () => {
  const { id } = await makeTopic(author, { title: 'Seen by guests', visibility: 'group' });
  const guest = await makeGuest({ workspaces: [1] });
  const theirs = await makeFeed(guest, { kind: 'topic', id });
  expect(await titles(theirs)).toEqual(['Seen by guests']);
  await inDatabase(`update topics set workspace_id = (select id from workspaces where id <> workspace_id limit 1),
    seq = seq + 1 where id = ${id}`);
  await fetchFeed(theirs).expect(404);
  const page = await (await app.signInAs(guest)).get('/account/feeds').expect(200);
  expect(page.text).toContain('A topic that you can no longer see');
  expect(page.text).not.toContain('Seen by guests');

  const member = await makePerson();
  const token = await makeFeed(member, { kind: 'topic', id });
  await fetchFeed(token).expect(200);
  await inDatabase(`update people set dormant_at = now() where id = ${member.id}`);
  await fetchFeed(token).expect(404);
  await inDatabase(`update people set dormant_at = null where id = ${member.id}`);
  await fetchFeed(token).expect(200);
  await suspend(member);
  await fetchFeed(token).expect(404);

  const leaver = await makePerson();
  const left = await makeFeed(leaver, { kind: 'topic', id });
  await leave(leaver, { withoutName: false });
  await fetchFeed(left).expect(404);
  const gone = await makePerson();
  await makeFeed(gone, { kind: 'topic', id });
  await leave(gone, { withoutName: true });
  expect(await inDatabase(`select 1 from private_feeds where person_id = ${gone.id}`)).toEqual([]);
});

test('it is private, tells nobody its address, and its address is in no log', async () => {
  const token = await makeFeed(owner, await workspace(1));
  const { headers, body } = await fetchFeed(token).expect(200);
  expect(headers).toMatchObject({
    'content-type': 'application/atom+xml; charset=utf-8',
    'cache-control': 'private, no-cache',
    'x-robots-tag': 'noindex',
  });
  expect(body.toString()).not.toContain(token);
  const path = pathToLog({ path: `/feeds/${token}` } as Parameters<typeof pathToLog>[0]);
  expect(path).toBe('/feeds/…');
});

test('it is never mixed up with the public one, also where the two have the same in them', async () => {
  const { slug, id } = await workspaceOf(10);
  await makeTopic(author, { requirement: 10, title: 'In both' });
  const token = await makeFeed(owner, { kind: 'workspace', id });
  const inPublic = async () => feedIn(await app.visitor().get(`/workspaces/${slug}/feed.atom`).expect(200));
  const feeds = [await inPublic(), await read(token), await inPublic()];
  expect(feeds.map(({ entries }) => entries.length)).toEqual([1, 1, 1]);
  expect(feeds.map(({ links }) => 'self' in links)).toEqual([true, false, true]);
});

test('it is made, given another address and ended on its page, which shows an address once', async () => {
  const { id } = await makeTopic(author, { title: 'Worth following <b>' });
  const { text: topic } = await agent.get(`/topics/${id}`).expect(200);
  expect(topic).toContain(`href="/account/feeds?of=topic-${id}">Replies as a feed (Atom)`);
  const page = `/account/feeds?of=topic-${id}`;
  const before = (await agent.get(page).expect(200)).text;
  expect(before).toContain(`href="/topics/${id}/feed.atom"`);
  expect(before).toContain('Make a private feed');
  const make = () => send(agent, '/account/feeds', { of: `topic-${id}` }).expect(200);
  const shown = await make();
  expect(shown.headers['cache-control']).toBe('no-store');
  const first = addressIn(shown);
  expect(await titles(first)).toEqual(['Worth following <b>']);
  for (const at of [page, '/account/feeds']) {
    const { text } = await agent.get(at).expect(200);
    expect(text).not.toContain(first);
    expect(text).toContain(`<a class="govuk-link" href="/topics/${id}">Worth following &lt;b&gt;</a>`);
  }
  expect((await agent.get(page)).text).toContain('Make another address');
  const second = addressIn(await make());
  await fetchFeed(first).expect(404);
  await fetchFeed(second).expect(200);
  const [, feedId] = /feeds\/(\d+)\/removal/.exec((await agent.get('/account/feeds')).text) ?? [];
  await send(await app.signInAs(author), `/account/feeds/${feedId}/removal`).expect(404);
  await fetchFeed(second).expect(200);
  await send(agent, `/account/feeds/${feedId}/removal`).expect(303);
  await fetchFeed(second).expect(404);
  expect((await agent.get('/account/feeds?done=ended')).text).toContain('Its address shows nothing now');
});

test('the feeds of saved searches are there, too', async () => {
  const { id } = await makeSavedSearch(owner, { q: 'kestrels', name: 'Birds' });
  const list = (await agent.get('/account/searches').expect(200)).text;
  expect(list).toContain(`href="/account/feeds?of=search-${id}"`);
  const token = addressIn(await send(agent, '/account/feeds', { of: `search-${id}` }).expect(200));
  expect((await read(token)).title).toBe('Standard Practice: Birds');
  expect((await agent.get('/account/feeds')).text).toContain('href="/search?q&#x3D;kestrels">Birds</a>');
  const other = await app.signInAs(author);
  await send(other, '/account/feeds', { of: `search-${id}` }).expect(404);
  await other.get(`/account/feeds?of=search-${id}`).expect(404);
});

test('nothing is made of what is not there or cannot be seen', async () => {
  const draft = await makeTopic(author, { kind: 'guidance', state: 'draft' });
  const own = await makeTopic(owner, { kind: 'guidance', state: 'draft' });
  const bad = ['', 'topic', 'topic-0', 'topic-999999', 'person-1', `topic-${draft.id}`, `topic-${own.id}`];
  for (const of of bad) {
    await send(agent, '/account/feeds', { of }).expect(404);
    await agent.get(`/account/feeds?of=${of || 'x'}`).expect(404);
  }
  expect((await agent.get(`/topics/${own.id}`).expect(200)).text).not.toContain('/account/feeds');
});

test('there can be a hundred, and an address can still be changed then', async () => {
  const many = await makePerson();
  await inDatabase(`insert into topics (workspace_id, kind, state, visibility, title, content, html, excerpt, author_id, author, form_key, last_activity_at)
    select 1, 'question', 'open', 'group', 'Many', '{}', '{}', '', ${many.id}, '{"id":1,"name":"A","council":null}', 'made-' || n, now() from generate_series(1, 100) n`);
  await inDatabase(`insert into private_feeds (person_id, topic_id, token_hash, made_at)
    select ${many.id}, id, 'hash-' || id, now() from topics where title = 'Many'`);
  const [topic] = (await inDatabase("select min(id) as id from topics where title = 'Many'")) as {
    id: number;
  }[];
  const by = await app.signInAs(many);
  const { text } = await send(by, '/account/feeds', { of: 'workspace-1' }).expect(403);
  expect(text).toContain('as many as there can be');
  await send(by, '/account/feeds', { of: `topic-${topic?.id}` }).expect(200);
});

test('two that are made at once are one, and only the address that was made last shows anything', async () => {
  const subject = await workspace(5);
  const person = await makePerson();
  const tokens = await Promise.all([1, 2, 3].map(() => makeFeed(person, subject)));
  const answers = await Promise.all(tokens.map((token) => fetchFeed(token)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
  await expect(endFeed(owner, 999_999)).rejects.toMatchObject({ status: 404 });
});

test('a program that asks again is answered by two looks, and what is sent whole is drawn once for many', async () => {
  const subject = await workspace(6);
  await makeTopic(author, { requirement: 6, title: 'Polled', visibility: 'group' });
  const token = await makeFeed(owner, subject);
  const { headers } = await fetchFeed(token).expect(200);
  const unchanged = () =>
    fetchFeed(token)
      .set('If-None-Match', headers.etag ?? '')
      .expect(304);
  expect(await queriesDuring(unchanged)).toHaveLength(2);
  const others = await makeFeed(author, subject);
  const asked = await queriesDuring(async () =>
    expect((await fetchFeed(others).expect(200)).headers.etag).toBe(headers.etag),
  );
  // Its owner, what is in it, and that it is not asked for too often.
  expect(asked).toHaveLength(3);
  const guest = await makeFeed(await makeGuest({ workspaces: [1] }), subject);
  expect(await titles(guest)).toEqual([]);
});

test('a long one goes on at the same address, without saying it', async () => {
  for (let at = 0; at < 26; at++) await makeTopic(author, { requirement: 7, title: `Of many ${at}` });
  const token = await makeFeed(owner, await workspace(7));
  const { links, entries } = await read(token);
  expect([links.next, entries.length]).toEqual(['?page=2', 25]);
  const second = feedIn(await fetchFeed(token, links.next).expect(200), { isPrivate: true });
  expect(second.entries.map(({ title }) => title)).toEqual(['Of many 0']);
  expect(second.links.next).toBeUndefined();
});

test('whoever asks too often has to wait, and whoever guesses too', async () => {
  const token = await makeFeed(owner, await workspace(8));
  const { headers } = await fetchFeed(token).expect(200);
  for (let at = 1; at < 60; at++) await fetchFeed(token).expect(200);
  const refused = await fetchFeed(token).expect(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  await fetchFeed(token)
    .set('If-None-Match', headers.etag ?? '')
    .expect(304);
  for (let at = 0; at < 300; at++) await fetchFeed(`guess-${at}`);
  await fetchFeed('guess').expect(429);
  await fetchFeed(await makeFeed(owner, await workspace(9))).expect(200);
});
