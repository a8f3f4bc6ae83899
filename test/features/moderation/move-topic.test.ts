import { eq } from 'drizzle-orm';
import { moderationLog } from '../../../server/features/moderation/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makeGuest, makePerson, makeReply, makeTopic, topicRow, workspaceOf } from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let author: Member;
let asCoordinator: Agent;
let asMember: Agent;
let first: { id: number; slug: string };
let second: { id: number; slug: string; name: string };

beforeAll(async () => {
  first = await workspaceOf(1);
  second = await workspaceOf(2);
  author = await makePerson({ name: 'Ada Author' });
  const coordinator = await makePerson({ council: 'hackney', coordinates: [first.id, second.id] });
  asCoordinator = await app.signInAs(coordinator);
  asMember = await app.signInAs(await makePerson({ council: 'bexley' }));
});

const move = (agent: Agent, id: number, workspaceId = second.id) =>
  send(agent, `/moderation/topics/${id}/move`, {
    reason: 'It is about something else',
    note: '',
    latest: '0',
    workspaceId: String(workspaceId),
  });
const isListed = async ({ slug }: { slug: string }, id: number) =>
  (await asMember.get(`/workspaces/${slug}`).expect(200)).text.includes(`/topics/${id}"`);
const listLines = (id: number) =>
  db.select().from(moderationLog).where(eq(moderationLog.topicId, id)).orderBy(moderationLog.id);

test('a topic goes on in another workspace under its address, its author is told, both logs say so, and one button undoes it', async () => {
  const { id } = await makeTopic(author);
  await makeReply(author, id, { body: 'A word on it' });
  const before = await topicRow(id);
  const form = await asCoordinator.get(`/moderation/topics/${id}/move`).expect(200);
  expect(form.text).toContain(second.name);
  expect(form.text).not.toMatch(/<option[^>]*>1\. Understand user needs/);
  const done = await move(asCoordinator, id).expect(303);
  expect([await isListed(first, id), await isListed(second, id)]).toEqual([false, true]);
  expect((await asMember.get(`/topics/${id}`).expect(200)).text).toMatch(
    new RegExp(`/workspaces/${second.slug}"[\\s\\S]*A word on it`),
  );
  expect((await listTold())[0]).toMatchObject({ to: author.email });
  expect((await listTold())[0]?.subject).toContain('A coordinator moved your question');
  for (const { slug, says } of [
    { slug: first.slug, says: `to ${second.name}` },
    { slug: second.slug, says: 'from Understand user needs' },
  ]) {
    const log = (await asMember.get(`/workspaces/${slug}/moderation-log`).expect(200)).text;
    expect(log).toMatch(new RegExp(`Moved</strong> a question ${says}`));
  }
  const page = await asCoordinator.get(String(done.headers.location)).expect(200);
  await send(asCoordinator, /\/moderation\/acts\/\d+\/undo/.exec(page.text)?.[0] ?? '').expect(303);
  expect({ ...(await topicRow(id)), seq: before.seq }).toEqual(before);
  expect([await isListed(first, id), await isListed(second, id)]).toEqual([true, false]);
  expect((await listLines(id)).map(({ act, workspaceId }) => [act, workspaceId])).toEqual([
    ['move', second.id],
    ['move', first.id],
    ['undo', first.id],
    ['undo', second.id],
  ]);
});

test.each(['', 'x', '0', '-1', '1.5', '2147483648', '99999999999999'])(
  'a workspace that is none, “%s”, is refused with what was typed, of one topic and of several',
  async (workspaceId) => {
    const { id } = await makeTopic(author);
    const fields = { reason: 'It is about something else', note: 'Words for a note', workspaceId };
    const several = { ...fields, act: 'move', formId: 'a-form-of-moving', [`topic-${id}`]: '0' };
    for (const refused of [
      await send(asCoordinator, `/moderation/topics/${id}/move`, { ...fields, latest: '0' }).expect(422),
      await send(asCoordinator, `/workspaces/${first.slug}/moderation/acts`, several).expect(422),
    ])
      expect(refused.text).toMatch(/There is a problem[\s\S]*Choose a workspace[\s\S]*Words for a note/);
    expect(await listLines(id)).toEqual([]);
  },
);

test('whoever coordinates only one of the two moves nothing and undoes nothing', async () => {
  const { id } = await makeTopic(author);
  for (const { id: own } of [first, second]) {
    const one = await app.signInAs(await makePerson({ council: 'brent', coordinates: [own] }));
    await move(one, id).expect(404);
  }
  expect((await topicRow(id)).workspaceId).toBe(first.id);
  await move(asCoordinator, id).expect(303);
  const [, line] = await listLines(id);
  const there = await app.signInAs(await makePerson({ council: 'brent', coordinates: [second.id] }));
  await send(there, `/moderation/acts/${line?.id}/undo`).expect(404);
  expect((await topicRow(id)).workspaceId).toBe(second.id);
});

test('a workspace has to be chosen, and another than this', async () => {
  const { id } = await makeTopic(author);
  const nowhere = await send(asCoordinator, `/moderation/topics/${id}/move`, {
    reason: 'Words',
    workspaceId: '',
  });
  expect(nowhere.status).toBe(422);
  expect(nowhere.text).toMatch(/Choose a workspace[\s\S]*>\n?Words<\/textarea>/);
  expect((await move(asCoordinator, id, first.id).expect(422)).text).toContain('in this workspace already');
});

test('no guest comes to read what only the group could, and guests who could before lose it', async () => {
  const guest = await makeGuest({ workspaces: [3], approved: true });
  const other = await makeGuest({ workspaces: [1], approved: true });
  const { id: third } = await workspaceOf(3);
  const all = await app.signInAs(await makePerson({ council: 'barnet', coordinates: 'all' }));
  const { id } = await makeTopic(author, { visibility: 'group' });
  expect((await move(all, id, third).expect(422)).text).toContain(
    'A guest of that workspace could then read',
  );
  await (await app.signInAs(guest)).get(`/topics/${id}`).expect(404);
  const asOther = await app.signInAs(other);
  await asOther.get(`/topics/${id}`).expect(200);
  await move(all, id).expect(303);
  await asOther.get(`/topics/${id}`).expect(404);
  const { id: open } = await makeTopic(author);
  await move(all, open, third).expect(303);
  await asOther.get(`/topics/${open}`).expect(200);
});
