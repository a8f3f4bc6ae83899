import { eq } from 'drizzle-orm';
import { importThreads } from '../../../server/features/imports/import-threads.ts';
import { editTopic } from '../../../server/features/topics/edit-topic.ts';
import { topics, topicVersions } from '../../../server/features/topics/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { send, useApp } from '../../support/app.ts';
import { makePerson, makeTopic, topicRow } from '../../support/make.ts';
import { makeThread, useThreadsFiles } from '../../support/threads-file.ts';

const app = useApp();
const files = useThreadsFiles();
let author: Member;
beforeAll(async () => {
  author = await makePerson({ name: 'Ada Author' });
});

const body = '  # As it was\n\n\ttabs, “quotes” & <b>marks</b>  \n\n';

async function makeEdited() {
  const fields = { summary: 'In short', body, audience: 'All', tags: 'one, two' };
  const { id, title } = await makeTopic(author, { kind: 'guidance', fields });
  const changed = { title: 'Another title', tags: [], summary: 'Other', body: 'Other', audience: '' };
  await editTopic(author, id, changed);
  return { id, title, path: `/topics/${id}/versions/1/restoration` };
}

test('an earlier version is brought back to the letter, as a new version that says so', async () => {
  const { id, title, path } = await makeEdited();
  const agent = await app.signInAs(author);
  expect((await agent.get(`/topics/${id}/history`)).text).toContain(`action="${path}"`);
  const page = await app.connect();
  await page.watch(`topic:${id}`);
  await send(agent, path).expect(303);
  const topic = await topicRow(id);
  expect(topic).toMatchObject({ title, tags: ['one', 'two'], versionCount: 3 });
  expect(topic.content).toMatchObject({ summary: 'In short', body, audience: 'All' });
  const { patches } = await page.hear(3);
  expect(patches.find(({ part }) => part === 'topic')?.html).toContain(title);
  const history = await app.visitor().get(`/topics/${id}/history`);
  expect(history.text).toMatch(/Version 3[\s\S]*Restores version 1\.[\s\S]*Version 2/);
  expect(history.text).not.toContain('/restoration"');
  const kept = await db.select().from(topicVersions).where(eq(topicVersions.topicId, id));
  expect(kept.map(({ number, restores }) => [number, restores])).toEqual([
    [1, null],
    [2, null],
    [3, 1],
  ]);
  await send(agent, path).expect(303);
  expect((await topicRow(id)).versionCount).toBe(3);
});

test('an imported thread is edited and restored byte for byte', async () => {
  const text =
    '\ufeffIn *short*.\r\n\r\n\tAt “length” — with\u00a0odd\u200b signs \u{1f600}  \r\n\r\n> a\n>b\n';
  const thread = makeThread({ body: text, replies: [] });
  await importThreads(await files.write(thread), { visibility: 'public' });
  const [imported] = await db.select().from(topics).where(eq(topics.source, thread.source));
  const id = imported?.id ?? 0;
  await db.update(topics).set({ ownerId: author.id }).where(eq(topics.id, id));
  const changed = { title: 'Changed', tags: [], trying: 'Changed', summary: 'Changed', problem: 'Changed' };
  await editTopic(author, id, changed);
  await send(await app.signInAs(author), `/topics/${id}/versions/1/restoration`).expect(303);
  const { title, content, tags, html, excerpt } = await topicRow(id);
  expect({ title, content, tags, html, excerpt }).toEqual({
    title: imported?.title,
    content: imported?.content,
    tags: imported?.tags,
    html: imported?.html,
    excerpt: imported?.excerpt,
  });
});

test('nobody else restores, and there is no version but those', async () => {
  const { id, path } = await makeEdited();
  const other = await app.signInAs(await makePerson({ coordinates: 'all' }));
  await send(other, path).expect(403);
  const agent = await app.signInAs(author);
  for (const number of ['0', '9', 'x']) await send(agent, path.replace('/1/', `/${number}/`)).expect(404);
  expect((await topicRow(id)).versionCount).toBe(2);
});
