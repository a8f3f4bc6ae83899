import { asc, eq } from 'drizzle-orm';
import { findMember } from '../../../server/features/accounts/viewers.ts';
import { importThreads } from '../../../server/features/imports/import-threads.ts';
import { people } from '../../../server/features/people/tables.ts';
import { replies, replyVersions } from '../../../server/features/replies/tables.ts';
import { topics, topicVersions } from '../../../server/features/topics/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { type Agent, useApp } from '../../support/app.ts';
import { countRows, eventsOf } from '../../support/history.ts';
import { makePerson, makeReply, topicRow, workspaceOf } from '../../support/make.ts';
import { makeThread, useThreadsFiles } from '../../support/threads-file.ts';

const app = useApp();
const files = useThreadsFiles();
let member: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;

beforeAll(async () => {
  member = await makePerson();
  agent = await app.signInAs(member);
});

const forAll = { visibility: 'public' } as const;
type Options = Partial<Parameters<typeof importThreads>[1]>;

/** Imports one thread, and gives the topic that came of it. */
async function importOne(parts: Record<string, unknown> = {}, options: Options = {}) {
  const thread = makeThread(parts);
  const summary = await importThreads(await files.write(thread), { ...forAll, ...options });
  expect(summary).toMatchObject({ topics: 1, refused: 0 });
  const [topic] = await db.select().from(topics).where(eq(topics.source, thread.source));
  if (!topic) throw new Error('It was not imported');
  return topic;
}

const repliesOf = (topicId: number) =>
  db.select().from(replies).where(eq(replies.topicId, topicId)).orderBy(asc(replies.number));

test('a thread becomes a topic with its replies in order, as if they had been posted then', async () => {
  const topic = await importOne({
    title: 'Missed  bins\nagain',
    body: 'We **miss** bins.',
    replies: [
      { author: 'kim', body: 'Text them', created_at: '2016-07-09T10:00:00Z' },
      { author: 'robin', body: '# Thanks', created_at: '2016-07-08T10:00:00Z' },
    ],
  });
  expect(topic).toMatchObject({
    kind: 'question',
    state: 'open',
    title: 'Missed bins again',
    content: { trying: 'We **miss** bins.', tried: '', service: '' },
    html: { trying: '<p>We <strong>miss</strong> bins.</p>\n' },
    excerpt: 'We miss bins.',
    seq: 1,
    lastNumber: 2,
    replyCount: 2,
    createdAt: new Date('2016-07-07T08:30:00Z'),
    lastActivityAt: new Date('2016-07-09T10:00:00Z'),
    author: { name: 'robin', job: 'Imported', role: '', council: null },
  });
  expect(await repliesOf(topic.id)).toMatchObject([
    { number: 1, depth: 1, rootNumber: 1, branchNumber: 0, body: 'Text them', html: '<p>Text them</p>\n' },
    { number: 2, depth: 1, rootNumber: 2, branchNumber: 0, author: { id: topic.authorId, name: 'robin' } },
  ]);
  expect(await eventsOf(topic.id)).toEqual([{ name: 'topic-imported', seq: 1, actorId: null }]);

  const { text } = await app.visitor().get(`/topics/${topic.id}`).expect(200);
  expect(text).toContain('<strong>robin</strong> <span>Imported</span>');
  expect(text).toContain('7 July 2016 at 9:30am');
  expect(text.indexOf('Text them')).toBeLessThan(text.indexOf('Thanks'));
});

test('the first version of everything is kept, and what is posted next goes on from it', async () => {
  const topic = await importOne();
  const [version] = await db.select().from(topicVersions).where(eq(topicVersions.topicId, topic.id));
  expect(version).toMatchObject({
    number: 1,
    title: topic.title,
    content: topic.content,
    editorId: topic.authorId,
  });
  const [first] = await repliesOf(topic.id);
  const [replyVersion] = await db
    .select()
    .from(replyVersions)
    .where(eq(replyVersions.replyId, first?.id ?? 0));
  expect(replyVersion).toMatchObject({ number: 1, body: 'Like so.', createdAt: first?.createdAt });

  expect(await makeReply(member, topic.id)).toMatchObject({ number: 2 });
  expect(await topicRow(topic.id)).toMatchObject({ seq: 2, lastNumber: 2, replyCount: 2 });
});

test('a topic goes where the first suggested point that there is says, or into the group’s own workspace, or all into one', async () => {
  const { id: third } = await workspaceOf(3);
  const { id: group } = await workspaceOf(null);
  expect(await importOne({ suggested_points: [99, 3, 1] })).toMatchObject({ workspaceId: third });
  expect(await importOne({ suggested_points: [0] })).toMatchObject({ workspaceId: group });
  const { id, slug } = await workspaceOf(5);
  expect(await importOne({ suggested_points: [3] }, { into: slug })).toMatchObject({ workspaceId: id });
});

test('what is imported is for the group, unless it is said to be public', async () => {
  const hidden = await importOne({ title: 'Only for us' }, { visibility: 'group' });
  await app.visitor().get(`/topics/${hidden.id}`).expect(404);
  expect((await agent.get(`/topics/${hidden.id}`).expect(200)).text).toContain('Only for us');
});

test('a reply of 30,000 characters is kept whole, and so is a word as long', async () => {
  const words = 'word '.repeat(6000);
  const topic = await importOne({ replies: [words, 'x'.repeat(30_000)].map((body) => ({ body })) });
  const [first, second] = await repliesOf(topic.id);
  expect(first?.body).toBe(words);
  expect(second?.html).toBe(`<p>${'x'.repeat(30_000)}</p>\n`);
  const { text } = await app.visitor().get(`/topics/${topic.id}`);
  expect(text).toContain('x'.repeat(30_000));
});

test('authors are people of the import: one for each name, of no council, who cannot sign in', async () => {
  const topic = await importOne({
    author_handle: 'Ada @ Home',
    replies: [{ author: 'ada @ home', body: 'Me again' }],
  });
  const [reply] = await repliesOf(topic.id);
  expect(reply?.authorId).toBe(topic.authorId);
  const [author] = await db.select().from(people).where(eq(people.id, topic.authorId));
  expect(author).toMatchObject({
    name: 'Ada @ Home',
    email: 'import+ada%20%40%20home@invalid',
    councilId: null,
  });

  expect(await findMember(topic.authorId)).toBeNull();
  await agent.get(`/people/${topic.authorId}`).expect(404);
  const { text } = await app.visitor().get('/dev/sign-in').expect(200);
  expect(text).not.toContain('Ada @ Home');
  await app.visitor().post('/dev/sign-in').type('form').send({ personId: topic.authorId }).expect(410);
  const asked = await app.visitor().post('/sign-in').type('form').send({ email: 'import+robin@invalid' });
  expect(asked.status).toBe(422);
});

test('with a council, the posts are that council’s, and its people remain who they are', async () => {
  const topic = await importOne({ author_handle: 'Sam' }, { council: 'hackney' });
  expect(topic.author.council).toEqual({ slug: 'hackney', name: 'Hackney' });
  const { text } = await agent.get('/councils/hackney').expect(200);
  expect(text).toContain(topic.title);
  expect(text).toContain('Sam, Hackney');
  expect(text).not.toContain(`/people/${topic.authorId}`);
});

test('imported again, nothing is there twice and nothing is changed', async () => {
  const threads = [makeThread(), makeThread()];
  const file = await files.write(...threads, { ...threads[0], title: 'The same source in the same file' });
  expect(await importThreads(file, forAll)).toMatchObject({ topics: 2, replies: 2, alreadyThere: 1 });
  const before = [await countRows('topics'), await countRows('replies'), await countRows('events')];
  const again = await files.write(...threads.map((thread) => ({ ...thread, title: 'Another title' })));
  expect(await importThreads(again, forAll)).toMatchObject({ topics: 0, replies: 0, alreadyThere: 2 });
  expect([await countRows('topics'), await countRows('replies'), await countRows('events')]).toEqual(before);
});

test('two imports of a file at the same time are one', async () => {
  const file = await files.write(...Array.from({ length: 30 }, () => makeThread({ title: 'At once' })));
  const summaries = await Promise.all([importThreads(file, forAll), importThreads(file, forAll)]);
  expect(summaries.map((summary) => summary.topics).toSorted()).toEqual([0, 30]);
  expect(await db.$count(topics, eq(topics.title, 'At once'))).toBe(30);
});

test('stopped half-way, what has been imported is whole, and the rest comes when it is run again', async () => {
  const file = await files.write(...Array.from({ length: 450 }, () => makeThread({ title: 'One of many' })));
  const stop = new AbortController();
  const halfWay = { ...forAll, signal: stop.signal, progress: () => stop.abort() };
  const stopped = await importThreads(file, halfWay);
  expect(stopped).toMatchObject({ topics: 200, replies: 200, stopped: true });

  const rest = await importThreads(file, forAll);
  expect(rest).toMatchObject({ topics: 250, alreadyThere: 200, stopped: false });
  expect(await db.$count(topics, eq(topics.title, 'One of many'))).toBe(450);
});

test('how far it has come is told, up to the whole of the file', async () => {
  const told: number[][] = [];
  const file = await files.write(...Array.from({ length: 250 }, () => makeThread()));
  await importThreads(file, {
    ...forAll,
    progress: (bytes, size, { topics: count }) => told.push([bytes / size, count]),
  });
  expect(told).toEqual([
    [expect.closeTo(0.8, 1), 200],
    [1, 250],
  ]);
});

test('an open page is told of an import as it is committed', async () => {
  const { id, slug } = await workspaceOf(7);
  const page = await app.connect();
  await page.watch(`workspace:${id}`);
  const topic = await importOne({ title: 'Seen at once' }, { into: slug });
  const [row] = await page.hearPatches(`topic-${topic.id}`);
  expect(row?.html).toContain('Seen at once');
});

test('what does not exist is named in a sentence, and nothing is imported', async () => {
  const file = await files.write(makeThread({ title: 'Nowhere' }));
  const refusal = (options: Options, name = file) => importThreads(name, { ...forAll, ...options });
  await expect(refusal({ into: 'nowhere' })).rejects.toThrow(
    /^There is no workspace nowhere\. These are: .*running-the-group/,
  );
  await expect(refusal({ council: 'atlantis' })).rejects.toThrow('There is no council atlantis.');
  await expect(refusal({}, `${file}.gone`)).rejects.toThrow(`There is no file ${file}.gone.`);
  await expect(refusal({}, files.folder)).rejects.toThrow('is a folder');
  expect(await db.$count(topics, eq(topics.title, 'Nowhere'))).toBe(0);
});
