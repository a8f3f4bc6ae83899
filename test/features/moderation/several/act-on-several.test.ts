import { eq, inArray } from 'drizzle-orm';
import { moderationBatches, moderationLog } from '../../../../server/features/moderation/tables.ts';
import { db } from '../../../../server/platform/database.ts';
import { formatDate } from '../../../../server/platform/dates.ts';
import type { Member } from '../../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../../support/app.ts';
import { backToNow, later } from '../../../support/clock.ts';
import { makeAct, makePerson, makeReply, makeTopic, topicRow, workspaceOf } from '../../../support/make.ts';
import { listTold } from '../../../support/told.ts';

const app = useApp();
const list = '/workspaces/understand-user-needs/moderation';
let author: Member;
let second: Member;
let coordinator: Member;
let other: Member;
let asCoordinator: Agent;
let asOther: Agent;
let asAuthor: Agent;
let asMember: Agent;

afterEach(backToNow);

beforeAll(async () => {
  const { id } = await workspaceOf(1);
  author = await makePerson({ name: 'Ada Author' });
  second = await makePerson({ name: 'Sue Second' });
  coordinator = await makePerson({ name: 'Cora Coordinator', council: 'hackney', coordinates: [id] });
  other = await makePerson({ name: 'Otto Other', council: 'barnet', coordinates: 'all' });
  asCoordinator = await app.signInAs(coordinator);
  asOther = await app.signInAs(other);
  asAuthor = await app.signInAs(author);
  asMember = await app.signInAs(await makePerson({ council: 'bexley' }));
});

let sent = 0;
const act = (agent: Agent, name: string, ids: number[], more: Record<string, string> = {}) =>
  send(agent, `${list}/acts`, {
    act: name,
    reason: 'They advertise a supplier',
    note: '',
    formId: `form-of-several-${++sent}`,
    ...Object.fromEntries(ids.map((id) => [`topic-${id}`, '0'])),
    ...more,
  });

const makeThree = async () => [
  (await makeTopic(author)).id,
  (await makeTopic(author)).id,
  (await makeTopic(second)).id,
];
/** The page of what was done, without that it has just been. */
const pageOf = ({ headers }: { headers: Record<string, string> }) =>
  String(headers.location).replace('?done=done', '');
const undoIn = (text: string) => /action="(\/[^"]+\/undo)"/.exec(text)?.[1] ?? '';
const rowsOf = (ids: number[]) =>
  Promise.all(ids.map(async (id) => ({ ...(await topicRow(id)), seq: undefined })));
const listLines = (ids: number[]) =>
  db.select().from(moderationLog).where(inArray(moderationLog.topicId, ids)).orderBy(moderationLog.id);

test('topics that are ticked are hidden by one act with one reason, each author is told once, and one button undoes it all', async () => {
  const ids = await makeThree();
  const before = await rowsOf(ids);
  const page = await asCoordinator.get(list).expect(200);
  for (const id of ids) expect(page.text).toContain(`name="topic-${id}" type="checkbox" value="0"`);
  const query = ids.map((id) => `topic-${id}=0`).join('&');
  const form = await asCoordinator.get(`${list}/acts?act=hide&${query}`).expect(200);
  expect(form.text).toContain('Hide: 3 topics');
  const heard = (await listTold()).length;
  const done = await act(asCoordinator, 'hide', ids).expect(303);
  for (const id of ids) await asMember.get(`/topics/${id}`).expect(404);
  const told = (await listTold()).slice(0, (await listTold()).length - heard);
  expect(told.map(({ to, subject }) => [to, subject]).sort()).toEqual([
    [author.email, 'A coordinator hid 2 topics of yours in Understand user needs'],
    [second.email, 'A coordinator hid your question in Understand user needs'],
  ]);
  const own = await asAuthor.get(told.find(({ to }) => to === author.email)?.href ?? '').expect(200);
  expect(own.text.match(/\/moderation\/acts\/\d+"/g)).toHaveLength(2);
  await asMember.get(told.find(({ to }) => to === author.email)?.href ?? '').expect(404);
  expect((await listLines(ids)).map(({ act, reason }) => [act, reason])).toEqual(
    ids.map(() => ['hide', 'They advertise a supplier']),
  );

  const after = await asCoordinator.get(String(done.headers.location)).expect(200);
  expect(after.text).toMatch(
    /Done<[\s\S]*It is done\. Their authors are told\.[\s\S]*Hid 3 topics[\s\S]*Undo all of it/,
  );
  const undone = await send(asCoordinator, undoIn(after.text)).expect(303);
  await send(asCoordinator, undoIn(after.text)).expect(303);
  expect(await rowsOf(ids)).toEqual(before);
  expect((await listLines(ids)).filter(({ act }) => act === 'undo')).toHaveLength(3);
  expect((await listTold())[0]?.subject).toContain('Taken back: ');
  const again = await asCoordinator.get(String(undone.headers.location)).expect(200);
  expect(again.text).toMatch(
    /<title>Hid 3 topics, then undone: [\s\S]*It is undone\. Their authors are told\./,
  );
  expect(again.text).toContain('>Hid 3 topics, then undone</h1>');
  const later = await asCoordinator.get(pageOf(done)).expect(200);
  expect(later.text).not.toContain('notification-banner');
});

test('what was hidden stands in a list of its own, from where several are put back', async () => {
  const ids = await makeThree();
  await act(asCoordinator, 'remove', ids).expect(303);
  const page = await asCoordinator.get(`${list}?show=taken-off`).expect(200);
  const latest = Object.fromEntries(
    ids.map((id) => [
      `topic-${id}`,
      new RegExp(`name="topic-${id}" type="checkbox" value="(\\d+)"`).exec(page.text)?.[1] ?? '',
    ]),
  );
  expect(Object.values(latest).every((value) => Number(value) > 0)).toBe(true);
  await act(asCoordinator, 'restore', ids, latest).expect(303);
  for (const id of ids) await asMember.get(`/topics/${id}`).expect(200);
});

test('replies that were taken off stand below the topics, and each with the day on which its text is deleted', async () => {
  const { id, title } = await makeTopic(author);
  for (const _ of [1, 2]) await makeReply(second, id);
  await makeAct(coordinator, id, { name: 'remove', post: 1 });
  await makeAct(coordinator, id, { name: 'hide', post: 2 });
  const { id: topicId } = await makeTopic(author);
  await makeAct(coordinator, topicId, { name: 'remove' });
  const read = async () => (await asCoordinator.get(`${list}?show=taken-off`).expect(200)).text;
  const day = formatDate(new Date(Date.now() + 30 * 86_400_000));
  const line = (html: string, href: string) =>
    html.split('</li>').find((text) => text.includes(`href="${href}"`)) ?? '';
  const page = await read();
  const [topic, removed, hidden] = ['', '/replies/1', '/replies/2'].map((of, at) =>
    line(page, `/moderation/topics/${at ? id : topicId}${of}`),
  );
  for (const text of [topic, removed]) expect(text).toContain(`text deleted on ${day}`);
  expect(removed).toMatch(new RegExp(`Reply 1 in “${title}”[\\s\\S]*Removed[\\s\\S]*Sue Second`));
  expect(hidden).toContain('Hidden');
  expect(hidden).not.toContain('deleted');
  await makeAct(coordinator, id, { name: 'hold', post: 1 });
  expect(line(await read(), `/moderation/topics/${id}/replies/1`)).toContain('kept until it is released');
  expect((await asCoordinator.get(list)).text).not.toContain('/replies/1"');
});

test('the list says what coordinators have made of each topic', async () => {
  const [{ id }, { id: bare }] = [await makeTopic(author, { visibility: 'group' }), await makeTopic(author)];
  await makeAct(coordinator, id, { name: 'lock' });
  await makeAct(coordinator, id, { name: 'slow', minutes: 10 });
  await makeAct(coordinator, id, { name: 'pin', until: new Date(Date.now() + 3_600_000) });
  const lines = (await asCoordinator.get(list).expect(200)).text.split('</li>');
  const line = (of: number) => lines.find((text) => text.includes(`id="topic-${of}"`)) ?? '';
  expect(line(id)).toMatch(/Members only[\s\S]*locked[\s\S]*a reply in 10 minutes[\s\S]*pinned until/);
  expect(line(bare)).not.toMatch(/Members only|locked|a reply in|pinned/);
});

test('sent twice, and at once, it is done once', async () => {
  const ids = await makeThree();
  const formId = 'form-sent-twice-1';
  const sent = await Promise.all([1, 2].map(() => act(asCoordinator, 'lock', ids, { formId })));
  expect(sent.map(({ status }) => status)).toEqual([303, 303]);
  expect(sent[0]?.headers.location).toBe(sent[1]?.headers.location);
  expect(await listLines(ids)).toHaveLength(3);
});

test('of two coordinators at once, neither undoes what the other did: each is told, line by line, what was not done', async () => {
  const ids = await makeThree();
  const [first = 0, ...others] = ids;
  await makeAct(other, first, { name: 'hide' });
  const done = await act(asCoordinator, 'lock', ids).expect(303);
  const page = await asCoordinator.get(pageOf(done)).expect(200);
  expect(page.text).toMatch(/Locked 2 topics[\s\S]*Not done[\s\S]*Otto Other has acted on it meanwhile/);
  expect((await topicRow(first))?.lockedAt).toBeNull();
  const none = await act(asCoordinator, 'lock', ids).expect(409);
  expect(none.text).toMatch(/Nothing was done[\s\S]*You had written: They advertise a supplier/);
  // The same topics in another order: neither waits for the other for ever.
  const more = await makeThree();
  const both = await Promise.all([
    act(asCoordinator, 'hide', more),
    act(asOther, 'hide', [...more].reverse()),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
  // What was acted on since stays when the rest is undone.
  await makeAct(other, others[0] ?? 0, { name: 'unlock' });
  await send(asCoordinator, undoIn(page.text)).expect(303);
  expect((await topicRow(others[1] ?? 0))?.lockedAt).toBeNull();
  const after = await asCoordinator.get(pageOf(done));
  expect(after.text).toContain('Otto Other has acted on this since');
});

test('after a quarter of an hour it is not undone any more', async () => {
  const ids = await makeThree();
  const done = await act(asCoordinator, 'lock', ids).expect(303);
  later({ minutes: 15 });
  const page = await asCoordinator.get(pageOf(done)).expect(200);
  expect(page.text).not.toContain('Undo all of it');
  await send(asCoordinator, `${pageOf(done)}/undo`).expect(409);
});

test('coordinators of other workspaces see and do nothing of it, and no topic of another workspace is acted on', async () => {
  const { id: there } = await workspaceOf(2);
  const elsewhere = await app.signInAs(await makePerson({ council: 'brent', coordinates: [there] }));
  const ids = await makeThree();
  const done = await act(asCoordinator, 'lock', ids).expect(303);
  for (const agent of [asMember, asAuthor, elsewhere]) {
    await agent.get(list).expect(404);
    await act(agent, 'hide', ids).expect(404);
    await agent.get(pageOf(done)).expect(404);
    await send(agent, `${pageOf(done)}/undo`).expect(404);
  }
  const { id: foreign } = await makeTopic(author, { requirement: 2 });
  for (const agent of [asCoordinator, asOther])
    expect((await act(agent, 'hide', [foreign]).expect(409)).text).toContain(
      'It is not in this workspace any more',
    );
  expect((await topicRow(foreign))?.removedAs).toBeNull();
  // Not even by a batch of a workspace of one's own.
  const address = pageOf(done).replace('understand-user-needs', 'use-agile-methods');
  await asOther.get(address).expect(404);
});

test('one has to be ticked, and something chosen; what is typed stays', async () => {
  const [id = 0] = await makeThree();
  const page = await asCoordinator.get(`${list}/acts?act=&topic-${id}=0&kind=question`).expect(422);
  expect(page.text).toMatch(/Choose what to do/);
  expect(page.text).toMatch(new RegExp(`name="topic-${id}"[^>]* checked`));
  expect((await asCoordinator.get(`${list}/acts?act=hide`).expect(422)).text).toContain(
    'Tick at least one topic',
  );
  const offered = { [`offered-${id}`]: '0' };
  expect((await act(asCoordinator, 'hide', [], offered).expect(422)).text).toMatch(
    /Tick at least one topic[\s\S]*They advertise a supplier<\/textarea>/,
  );
  const slow = await act(asCoordinator, 'slow', [id], { minutes: 'often' }).expect(422);
  expect(slow.text).toMatch(/Enter a number of minutes[\s\S]*value="often"/);
  await act(asCoordinator, 'slow', [id], { minutes: '10' }).expect(303);
  expect((await topicRow(id))?.slowMinutes).toBe(10);
});

test('a move goes to both logs and back, and a batch is kept with who did it', async () => {
  const ids = await makeThree();
  const { id: there } = await workspaceOf(2);
  const done = await act(asOther, 'move', ids, { workspaceId: String(there) }).expect(303);
  for (const id of ids) expect((await topicRow(id))?.workspaceId).toBe(there);
  const page = await asOther.get(pageOf(done)).expect(200);
  await send(asOther, undoIn(page.text)).expect(303);
  for (const id of ids) expect((await topicRow(id))?.workspaceId).not.toBe(there);
  const id = Number(pageOf(done).split('/').at(-1));
  const [batch] = await db.select().from(moderationBatches).where(eq(moderationBatches.id, id));
  expect(batch).toMatchObject({ act: 'move', actorId: other.id });
});

test('of one topic it speaks as of one, and what cannot be done to any leaves only the way back', async () => {
  const [id = 0] = await makeThree();
  const none = await asCoordinator.get(`${list}/acts?act=unlock&topic-${id}=0`).expect(200);
  expect(none.text).toContain('This cannot be done to this topic as it now stands.');
  expect(none.text).toContain('Choose other topics');
  expect(none.text).not.toContain('name="reason"');
  const form = await asCoordinator.get(`${list}/acts?act=lock&topic-${id}=0`).expect(200);
  expect(form.text).toMatch(/Lock: 1 topic<[\s\S]*Its author is told why/);
  const done = await act(asCoordinator, 'lock', [id]).expect(303);
  const page = await asCoordinator.get(String(done.headers.location)).expect(200);
  expect(page.text).toMatch(/It is done\. Its author is told\.[\s\S]*Locked 1 topic<[\s\S]*Undo it/);
  expect(page.text).not.toMatch(/several|all of it/);
});
