import { leave } from '../../../server/features/leaving/leave.ts';
import { acceptAnswer } from '../../../server/features/replies/accept-answer.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { readFeed } from '../../support/atom.ts';
import { ask } from '../../support/databases.ts';
import { makeGuest, makePerson, makeReply, makeSavedSearch, makeTopic } from '../../support/make.ts';

const app = useApp();
let owner: Member;
let agent: Agent;

beforeAll(async () => {
  owner = await makePerson({ name: 'Ona Owner' });
  agent = await app.signInAs(owner);
});

const inDatabase = (query: string) => ask(process.env.DATABASE_URL as string, query);
const fetchFeed = (token: string) => app.visitor().get(`/feeds/${token}`);
const textOf = async (token: string) => {
  const { body } = await fetchFeed(token).responseType('blob').expect(200);
  return (body as Buffer).toString();
};
const entries = (feed: string) => readFeed(feed, { isPrivate: true }).entries.map(({ title }) => title);

test('a search is saved with its words and what it is narrowed to, run, renamed and removed', async () => {
  const page = await agent.get('/search?q=bins&kind=guidance&council=hackney').expect(200);
  const [, href = ''] = /href="([^"]+)">Save this search/.exec(page.text) ?? [];
  const form = await agent.get(href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')).expect(200);
  expect(form.text).toContain('“bins”</span> <span>Guidance, Hackney');
  const [, action = ''] = /action="(\/account\/searches\?[^"]+)"/.exec(form.text) ?? [];
  const address = action.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
  await send(agent, address, { name: '' }).expect(422);
  await send(agent, '/account/searches', { name: 'Nothing' }).expect(422);
  await send(agent, address, { name: 'Bins at <Hackney>' }).expect(303);

  const list = (await agent.get('/account/searches').expect(200)).text;
  expect(list).toContain(
    'href="/search?q&#x3D;bins&amp;kind&#x3D;guidance&amp;council&#x3D;hackney">Bins at &lt;Hackney&gt;',
  );
  const [, id] = /searches\/(\d+)\/name/.exec(list) ?? [];
  const other = await app.signInAs(await makePerson());
  expect((await other.get('/account/searches')).text).not.toContain('Hackney');
  await send(other, `/account/searches/${id}/name`, { name: 'Mine' }).expect(404);
  await send(other, `/account/searches/${id}/removal`).expect(404);
  await send(agent, `/account/searches/${id}/name`, { name: 'Waste' }).expect(303);
  expect((await agent.get('/account/searches')).text).toContain('>Waste</a>');
  await send(agent, `/account/searches/${id}/removal`).expect(303);
  expect((await agent.get('/account/searches')).text).toContain('You have saved no searches yet');
});

test('there can be fifty', async () => {
  const many = await makePerson();
  for (let at = 0; at < 50; at++) await makeSavedSearch(many);
  const by = await app.signInAs(many);
  const { text } = await send(by, '/account/searches?q=more', { name: 'One too many' }).expect(403);
  expect(text).toContain('as many as there can be');
  expect(text).toContain('One too many');
});

test('its feed has what was last active first, with its state, and nothing in it is taken for markup', async () => {
  const first = await makeTopic(owner, {
    title: 'Wallabies & <b>"nets"</b>',
    fields: { trying: ']]> <script>' },
  });
  const second = await makeTopic(owner, {
    kind: 'guidance',
    title: 'Wallabies \u0007at night',
    tags: 'zoo',
  });
  const third = await makeTopic(owner, { kind: 'pattern', title: 'Wallabies by day' });
  await inDatabase(`update topics set health = 'overdue' where id = ${second.id}`);
  const { token } = await makeSavedSearch(owner, { q: 'wallabies', name: 'A & B', feed: true });
  expect(entries(await textOf(token))).toEqual([
    'Wallabies by day',
    'Wallabies at night',
    'Wallabies & <b>"nets"</b>',
  ]);
  await acceptAnswer(owner, (await makeReply(owner, first.id)).id);
  expect(entries(await textOf(token))[0]).toContain('nets');
  await makeReply(owner, second.id);
  const feed = await textOf(token);
  expect(entries(feed)[0]).toBe('Wallabies at night');
  const { title, entries: read } = readFeed(feed, { isPrivate: true });
  expect(title).toBe('Standard Practice: A & B');
  expect(read.map(({ summary }) => summary)).toEqual([
    expect.stringMatching(/^Guidance: Overdue for review\./),
    expect.stringMatching(/^Question: Solved\. \]\]> <script>/),
    expect.stringMatching(/^Pattern: Proposed, Current\./),
  ]);
  expect(read[2]).toMatchObject({
    author: 'Ona Owner, Camden',
    href: expect.stringMatching(`/topics/${third.id}$`),
  });
  expect(feed).not.toContain(token);
});

test('it is not sent again where nothing changed', async () => {
  await makeTopic(owner, { title: 'Bandicoots' });
  const { token } = await makeSavedSearch(owner, { q: 'bandicoots', feed: true });
  const { headers } = await fetchFeed(token).expect(200);
  const again = () => fetchFeed(token).set('If-None-Match', headers.etag ?? '');
  await again().expect(304);
  await makeTopic(owner, { title: 'More bandicoots' });
  await again().expect(200);
});

test('it shows what its owner may see at that moment, and never more', async () => {
  const [author, guest] = [await makePerson(), await makeGuest({ workspaces: [1] })];
  await makeTopic(author, { title: 'Numbat one', visibility: 'group' });
  await makeTopic(author, { title: 'Numbat two', visibility: 'group', requirement: 2 });
  await makeTopic(author, { title: 'Numbat draft', kind: 'guidance', state: 'draft' });
  const { token } = await makeSavedSearch(guest, { q: 'numbat', feed: true });
  expect(entries(await textOf(token))).toEqual(['Numbat one']);
  await inDatabase(
    `update guest_access set ends_at = now() - interval '1 second' where person_id = ${guest.id}`,
  );
  await fetchFeed(token).expect(404);

  const leaver = await makePerson();
  const left = await makeSavedSearch(leaver, { q: 'numbat', feed: true });
  expect(entries(await textOf(left.token))).toEqual(['Numbat two', 'Numbat one']);
  await leave(leaver, { withoutName: true });
  await fetchFeed(left.token).expect(404);
  expect(await inDatabase(`select 1 from saved_searches where person_id = ${leaver.id}`)).toEqual([]);
});

test('it ends with the search', async () => {
  const { id, token } = await makeSavedSearch(owner, { q: 'quolls', feed: true });
  await fetchFeed(token).expect(200);
  await send(agent, `/account/searches/${id}/removal`).expect(303);
  await fetchFeed(token).expect(404);
});
