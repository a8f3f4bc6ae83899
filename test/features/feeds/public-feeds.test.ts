import { leave } from '../../../server/features/leaving/leave.ts';
import { linkTopics } from '../../../server/features/links/link-topics.ts';
import { acceptAnswer } from '../../../server/features/replies/accept-answer.ts';
import { removeReply, restoreReply } from '../../../server/features/replies/remove-reply.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { send, useApp } from '../../support/app.ts';
import { feedIn, type ReadFeed } from '../../support/atom.ts';
import { backToNow, later } from '../../support/clock.ts';
import { ask } from '../../support/databases.ts';
import {
  makeAttachment,
  makePerson,
  makeReply,
  makeTopic,
  topicFields,
  workspaceOf,
} from '../../support/make.ts';
import { queriesDuring } from '../../support/queries.ts';

const app = useApp();
let author: Member;
let other: Member;

beforeAll(async () => {
  author = await makePerson({ name: 'Ona Owner' });
  other = await makePerson({ name: 'Rob Reader', council: 'hackney' });
});
afterEach(backToNow);

const inDatabase = (query: string) => ask(process.env.DATABASE_URL as string, query);
const fetchFeed = (path: string, by = app.visitor()) => by.get(`${path}/feed.atom`);
const read = async (path: string): Promise<ReadFeed> => feedIn(await fetchFeed(path).expect(200));
const titles = ({ entries }: ReadFeed) => entries.map(({ title }) => title);
const pathOf = async (number: number) => `/workspaces/${(await workspaceOf(number)).slug}`;

test('a workspace’s feed has what happened last first, each with who, how it stands and all that it says', async () => {
  const path = await pathOf(2);
  const question = await makeTopic(author, {
    requirement: 2,
    title: 'Bins & "lids" <b>',
    tags: 'waste',
    fields: {
      trying: 'See [this](/topics/1) & [that](https://example.org)',
      tried: '',
      service: 'Bins & bags',
    },
  });
  const guidance = await makeTopic(other, { requirement: 2, kind: 'guidance', title: 'How to lid' });
  await inDatabase(`update topics set health = 'review-due' where id = ${guidance.id}`);
  const { headers } = await fetchFeed(path).expect(200);
  expect(headers).toMatchObject({
    'content-type': 'application/atom+xml; charset=utf-8',
    'cache-control': 'no-cache',
  });
  const feed = await read(path);
  expect(feed.links.self).toBe(`http://localhost:3000${path}/feed.atom`);
  expect(feed.links.alternate).toBe(`http://localhost:3000${path}`);
  expect(feed.title).toBe(`Standard Practice: ${(await workspaceOf(2)).name}`);
  expect(feed.entries).toMatchObject([
    {
      title: 'How to lid',
      author: 'Rob Reader, Hackney',
      categories: ['Guidance', 'Review due'],
      html: expect.stringMatching(/^<p>Guidance: Review due\. 0 replies\.<\/p><h2>Summary<\/h2>/),
    },
    {
      title: 'Bins & "lids" <b>',
      author: 'Ona Owner, Camden',
      id: `http://localhost:3000/topics/${question.id}`,
      categories: ['Question', 'Open', 'waste'],
      html: [
        '<p>Question: Open. 0 replies.</p><p>See <a href="http://localhost:3000/topics/1">this</a>',
        ' &amp; <a href="https://example.org/" rel="nofollow noopener noreferrer">that</a></p>\n\n<p>Service: Bins &amp; bags</p>',
      ].join(''),
    },
  ]);
  await acceptAnswer(author, (await makeReply(other, question.id)).id);
  const after = await read(path);
  expect(after.entries[0]).toMatchObject({
    title: 'Bins & "lids" <b>',
    html: expect.stringMatching(/^<p>Question: Solved\. 1 reply\./),
    published: feed.entries[1]?.published,
  });
  expect(after.updated).toBe(after.entries[0]?.updated);
  expect(Date.parse(after.updated)).toBeGreaterThan(Date.parse(feed.updated));
});

test('it has what is public and no more, whoever asks; a topic that is not has no feed', async () => {
  const path = await pathOf(3);
  const topic = await makeTopic(author, { requirement: 3, title: 'Of the group', visibility: 'group' });
  const draft = await makeTopic(author, {
    requirement: 3,
    title: 'A draft',
    kind: 'guidance',
    state: 'draft',
  });
  const shown = await makeTopic(author, { requirement: 3, title: 'For all' });
  const agent = await app.signInAs(author);
  for (const by of [agent, app.visitor()]) {
    expect(titles(feedIn(await fetchFeed(path, by).expect(200)))).toEqual(['For all']);
    expect(titles(feedIn(await fetchFeed('/councils/camden', by).expect(200)))).not.toContain('Of the group');
    await fetchFeed(`/topics/${topic.id}`, by).expect(404);
    await fetchFeed(`/topics/${draft.id}`, by).expect(404);
    await fetchFeed(`/topics/${shown.id}`, by).expect(200);
  }
  await fetchFeed('/topics/999999').expect(404);
  await fetchFeed('/workspaces/nowhere').expect(404);
  await fetchFeed('/councils/nowhere').expect(404);
  const hide = { ...topicFields('question', { title: 'For all', visibility: 'group' }), from: '1' };
  await send(agent, `/topics/${shown.id}/edit`, { ...hide, visibilityFrom: 'public' }).expect(303);
  expect((await read(path)).entries).toEqual([]);
  await fetchFeed(`/topics/${shown.id}`).expect(404);
});

test('what is the same as another topic is that one’s in its workspace, and stays its council’s', async () => {
  const asker = await makePerson({ council: 'brent' });
  const first = await makeTopic(author, { requirement: 11, title: 'The first' });
  const again = await makeTopic(asker, { requirement: 11, title: 'Asked again' });
  const path = await pathOf(11);
  expect(titles(await read(path))).toEqual(['Asked again', 'The first']);
  await linkTopics(asker, again.id, 'same-as', first.id);
  expect(titles(await read(path))).toEqual(['The first']);
  expect(titles(await read('/councils/brent'))).toEqual(['Asked again']);
});

test('a topic’s feed has its replies, what was written, changed or accepted last first, and then the topic', async () => {
  const { id } = await makeTopic(author, {
    title: 'Who has lids?',
    fields: { trying: 'Lids', tried: '', service: '' },
  });
  const first = await makeReply(other, id, { body: 'We **have** some' });
  await makeReply(author, id, { body: 'Where?' });
  const path = `/topics/${id}`;
  const feed = await read(path);
  expect(feed).toMatchObject({
    title: 'Standard Practice: Who has lids?',
    subtitle: `Question in ${(await workspaceOf(1)).name}: Open`,
    id: `http://localhost:3000/topics/${id}/feed.atom`,
    entries: [
      { title: 'Reply 2: Where?', author: 'Ona Owner, Camden', html: '<p>Where?</p>\n' },
      {
        title: 'Reply 1: We have some',
        id: `http://localhost:3000/topics/${id}/replies/1`,
        author: 'Rob Reader, Hackney',
        html: '<p>We <strong>have</strong> some</p>\n',
      },
      { title: 'Who has lids?', id: `http://localhost:3000/topics/${id}`, html: '<p>Lids</p>\n' },
    ],
  });
  await acceptAnswer(author, first.id);
  const solved = await read(path);
  expect(solved.subtitle).toContain(': Solved');
  expect(solved.entries[0]).toMatchObject({
    title: 'Reply 1: We have some',
    html: '<p>Accepted answer.</p><p>We <strong>have</strong> some</p>\n',
    categories: ['Accepted answer'],
    published: feed.entries[1]?.published,
  });
  expect(Date.parse(solved.entries[0]?.updated ?? '')).toBeGreaterThan(Date.parse(feed.updated));
});

test('what is removed is gone at once, and a name that is taken back, too', async () => {
  const leaver = await makePerson({ name: 'Lena Leaver', council: 'hackney' });
  const { id } = await makeTopic(author, { title: 'Gone' });
  const reply = await makeReply(leaver, id, { body: 'Delete me' });
  const path = `/topics/${id}`;
  expect(titles(await read(path))).toEqual(['Reply 1: Delete me', 'Gone']);
  await removeReply(leaver, reply.id);
  const without = await fetchFeed(path).expect(200);
  expect(titles(feedIn(without))).toEqual(['Gone']);
  expect(without.headers.etag).toBeDefined();
  await restoreReply(leaver, reply.id);
  expect((await read(path)).entries[0]?.author).toBe('Lena Leaver, Hackney');
  await leave(leaver, { withoutName: true });
  expect((await read(path)).entries[0]?.author).toBe('Former member, Hackney');
});

test('a council’s feed has what it asked and shares, and its answers that were accepted', async () => {
  const asker = await makePerson({ council: 'barnet' });
  const giver = await makePerson({ council: 'bexley', name: 'Gil Giver' });
  const asked = await makeTopic(asker, { title: 'How do you do it?' });
  const answer = await makeReply(giver, asked.id, { body: 'Like this' });
  await makeReply(giver, asked.id, { body: 'And this' });
  await makeTopic(giver, { kind: 'pattern', title: 'This way' });
  expect(titles(await read('/councils/bexley'))).toEqual(['This way']);
  await acceptAnswer(asker, answer.id);
  const feed = await read('/councils/bexley');
  expect(feed.title).toBe('Standard Practice: Bexley');
  expect(feed.entries).toMatchObject([
    {
      title: 'Answer to “How do you do it?”',
      id: `http://localhost:3000/topics/${asked.id}/replies/1`,
      author: 'Gil Giver, Bexley',
      html: '<p>Accepted answer.</p><p>Like this</p>\n',
    },
    { title: 'This way', categories: ['Pattern', 'Proposed, Current'] },
  ]);
  expect(titles(await read('/councils/barnet'))).toEqual(['How do you do it?']);
  await removeReply(giver, answer.id);
  const without = await fetchFeed('/councils/bexley').expect(200);
  expect(titles(feedIn(without))).toEqual(['This way']);
  expect(without.headers.etag).toBeDefined();
});

test('files lead to their post, and pictures are words', async () => {
  const file = await makeAttachment(author, 'plan.pdf');
  const picture = await makeAttachment(author, 'map.png');
  const { id } = await makeTopic(author, { title: 'With files' });
  const body = `${file.markdown}\n\n${picture.markdown.replace('![]', '![A map]')}`;
  await makeReply(author, id, { body });
  const { text } = await app.visitor().get(`/topics/${id}`).expect(200);
  expect(text).toContain(`/attachments/${picture.id}`);
  const [reply] = (await read(`/topics/${id}`)).entries;
  const at = `http://localhost:3000/topics/${id}/replies/1`;
  expect(reply?.html).toContain(`<a href="${at}">plan.pdf`);
  expect(reply?.html).toContain(`<a href="${at}"><span>Picture: A map</span></a>`);
  expect(reply?.html).not.toContain('/attachments/');
});

test('a long one goes on from page to page, and nothing is missing or there twice', async () => {
  const { id } = await makeTopic(author, { title: 'Long' });
  await inDatabase(`insert into replies (topic_id, number, depth, root_number, branch_number, body, html, author_id, author, form_key)
    select ${id}, n, 1, n, 0, 'x', '<p>x</p>', ${author.id}, '{"id":1,"name":"A","council":null}', 'made-' || n from generate_series(1, 60) n`);
  let address: string | undefined = `http://localhost:3000/topics/${id}/feed.atom`;
  const pages: ReadFeed[] = [];
  while (address) {
    const { pathname, search } = new URL(address);
    const page = feedIn(
      await app
        .visitor()
        .get(pathname + search)
        .expect(200),
    );
    expect(page.links.self).toBe(address);
    pages.push(page);
    address = page.links.next;
  }
  expect(pages.map(({ entries }) => entries.length)).toEqual([25, 25, 11]);
  const ids = pages.flatMap(({ entries }) => entries.map((entry) => entry.id));
  expect(new Set(ids).size).toBe(61);
  expect(new Set(pages.map((page) => page.id)).size).toBe(1);
  await app.visitor().get(`/topics/${id}/feed.atom?page=9`).expect(404);
  // What is on the page stays the same when there is no other any more, but not that there is.
  await inDatabase(`update topics set edited_at = now() + interval '1 hour' where id = ${id}`);
  const { headers } = await fetchFeed(`/topics/${id}`);
  await inDatabase(`delete from replies where topic_id = ${id} and number <= 36`);
  const shorter = await fetchFeed(`/topics/${id}`).set('If-None-Match', headers.etag ?? '');
  expect(shorter.status).toBe(200);
  expect(feedIn(shorter).links.next).toBeUndefined();
});

test('a program that has it as it is is told so after one look, by what it has or by when it got it', async () => {
  const { id } = await makeTopic(author, { title: 'Polled' });
  const reply = await makeReply(author, id);
  const path = `/topics/${id}`;
  const { headers } = await fetchFeed(path).expect(200);
  const ask = (by: Record<string, string>) => fetchFeed(path).set(by);
  const byTag = { 'If-None-Match': headers.etag ?? '' };
  const asked = await queriesDuring(() => ask(byTag).expect(304));
  expect(asked).toHaveLength(1);
  expect(await queriesDuring(() => fetchFeed(path).expect(200))).toHaveLength(1);

  later({ minutes: 1 });
  const modified = (await fetchFeed(path).expect(200)).headers['last-modified'] as string;
  expect(Math.abs(Date.parse(modified) - Date.now())).toBeLessThan(60_000);
  const byDate = { 'If-Modified-Since': modified };
  await ask(byDate).expect(304);
  await removeReply(author, reply.id);
  await ask(byTag).expect(200);
  const changed = await ask(byDate).expect(200);
  expect(changed.headers['last-modified']).toBeUndefined();
  expect(titles(feedIn(changed))).toEqual(['Polled']);
});

test('it is named where it is: in the head of each page for programs, and in the text', async () => {
  const { id } = await makeTopic(author, { title: 'Named “so”' });
  const hidden = await makeTopic(author, { visibility: 'group' });
  const agent = await app.signInAs(author);
  const path = await pathOf(1);
  for (const [page, name] of [
    [path, (await workspaceOf(1)).name],
    ['/councils/camden', 'Camden'],
    [`/topics/${id}`, 'Named “so”'],
  ]) {
    const { text } = await app
      .visitor()
      .get(page as string)
      .expect(200);
    expect(text).toContain(
      `<link rel="alternate" type="application/atom+xml" title="${name}" href="${page}/feed.atom">`,
    );
    expect(text).toContain(`<a class="govuk-link" href="${page}/feed.atom"`);
  }
  expect((await agent.get(`/topics/${hidden.id}`).expect(200)).text).not.toContain('feed.atom');
});
