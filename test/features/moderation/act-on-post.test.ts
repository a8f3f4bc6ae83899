import { and, eq, isNull, sql } from 'drizzle-orm';
import { acts } from '../../../server/features/moderation/acts.ts';
import { endPins } from '../../../server/features/moderation/end-pins.ts';
import { moderationLog } from '../../../server/features/moderation/tables.ts';
import { replies } from '../../../server/features/replies/tables.ts';
import { cases } from '../../../server/features/reports/tables.ts';
import { listRulesFor } from '../../../server/features/rules/queries.ts';
import { topics } from '../../../server/features/topics/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import {
  makeAct,
  makePerson,
  makeReply,
  makeRules,
  makeTopic,
  topicRow,
  workspaceOf,
} from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let author: Member;
let coordinator: Member;
let other: Member;
let asAuthor: Agent;
let asCoordinator: Agent;
let asOther: Agent;
let asMember: Agent;

afterEach(backToNow);

beforeAll(async () => {
  const { id } = await workspaceOf(1);
  author = await makePerson({ name: 'Ada Author' });
  coordinator = await makePerson({ name: 'Cora Coordinator', council: 'hackney', coordinates: [id] });
  other = await makePerson({ name: 'Otto Other', council: 'barnet', coordinates: 'all' });
  asAuthor = await app.signInAs(author);
  asCoordinator = await app.signInAs(coordinator);
  asOther = await app.signInAs(other);
  asMember = await app.signInAs(await makePerson({ council: 'bexley' }));
});

/** A question with an accepted answer, the text of each told apart by a word of its own. */
async function makeThread() {
  const { id } = await makeTopic(author, { title: `Wobblegong ${Math.random()}` });
  const reply = await makeReply(author, id, { body: `Quokkaberry ${id}` });
  await send(asAuthor, `/replies/${reply.id}/acceptance`).expect(303);
  return { id, reply };
}

const given = (more: Record<string, string> = {}) => ({
  reason: 'It names a resident',
  note: '',
  latest: '0',
  ...more,
});
const act = (agent: Agent, path: string, more?: Record<string, string>) =>
  send(agent, `/moderation${path}`, given(more));
const rowsOf = async (id: number) => {
  const [topic] = await db.select().from(topics).where(eq(topics.id, id));
  const { seq, ...row } = topic as NonNullable<typeof topic>;
  return { row, seq, replies: await db.select().from(replies).where(eq(replies.topicId, id)) };
};

test('a topic that is hidden is gone for everybody but its author, who is told why; undone, it is as it was', async () => {
  const { id } = await makeThread();
  const before = await rowsOf(id);
  const done = await act(asCoordinator, `/topics/${id}/hide`, { note: 'Take out the name' }).expect(303);
  for (const agent of [app.visitor(), asMember, asCoordinator]) await agent.get(`/topics/${id}`).expect(404);
  expect((await asAuthor.get(`/topics/${id}`).expect(200)).text).toContain('A coordinator hid this');
  const [told] = await listTold();
  expect(told).toMatchObject({
    to: author.email,
    subject: 'A coordinator hid your question in Understand user needs',
  });
  const page = await asAuthor.get(told?.href ?? '').expect(200);
  expect(page.text).toContain('It names a resident');
  expect(page.text).toContain('Take out the name');
  await asMember.get(told?.href ?? '').expect(404);

  for (const path of [
    '/search?q=Wobblegong',
    '/library?state=solved',
    '/workspaces/understand-user-needs/feed.atom',
  ])
    expect((await asMember.get(path).expect(200)).text).not.toContain(`/topics/${id}"`);
  const after = await asCoordinator.get(String(done.headers.location)).expect(200);
  expect(after.text).toMatch(/It is hidden\. Ada Author is told\.[\s\S]*Undo it/);
  const undo = /\/moderation\/acts\/\d+\/undo/.exec(after.text)?.[0] ?? '';
  await send(asCoordinator, undo).expect(303);
  await send(asCoordinator, undo).expect(303);
  const undone = await rowsOf(id);
  expect({ ...undone, seq: before.seq + 2 }).toEqual({ ...before, seq: undone.seq });
  await asMember.get(`/topics/${id}`).expect(200);
  expect((await listTold())[0]?.subject).toContain('Taken back: ');
  expect(await db.$count(moderationLog, eq(moderationLog.topicId, id))).toBe(2);
});

test('a reply that is hidden is no answer any more and found by nobody; undone, it is as it was', async () => {
  const { id, reply } = await makeThread();
  const before = await rowsOf(id);
  await act(asCoordinator, `/topics/${id}/replies/1/hide`).expect(303);
  const page = (await asMember.get(`/topics/${id}`)).text;
  expect(page).toContain('A coordinator hid this reply.');
  expect(page).not.toContain('Quokkaberry');
  expect(page).toContain('Reopened');
  const found = async () =>
    (await asMember.get(`/search?q=Quokkaberry+${id}`)).text.includes(`/topics/${id}`);
  expect(await found()).toBe(false);
  // Its author may mend it, and not put it back.
  await send(asAuthor, `/replies/${reply.id}/removal/removal`).expect(403);
  expect((await asAuthor.get(`/replies/${reply.id}/edit`).expect(200)).text).toContain('Quokkaberry');
  const [newest] = await db.select().from(moderationLog).where(eq(moderationLog.topicId, id));
  await send(asOther, `/moderation/acts/${newest?.id}/undo`).expect(303);
  const undone = await rowsOf(id);
  expect({ ...undone, seq: before.seq + 2 }).toEqual({ ...before, seq: undone.seq });
  expect(await found()).toBe(true);
});

/** Opposites, which need what they are the opposite of, and acts with a test of their own. */
const testedElsewhere = new Set([
  ...['restore', 'unlock', 'unpin', 'speed-up', 'move', 'hold', 'release'],
  ...['pause', 'resume', 'mark-duplicate', 'unmark-duplicate', 'edit', 'restore-text'],
]);

test.each(Object.keys(acts).filter((name) => !testedElsewhere.has(name)))(
  '%s is done, told, logged and undone, and refused to others',
  async (name) => {
    const visibility = name === 'make-public' ? 'group' : 'public';
    const { id } = await makeTopic(author, { visibility });
    const before = await rowsOf(id);
    const day = { 'until-day': '1', 'until-month': '3', 'until-year': '2100' };
    const until = new Date(Date.now() + 20 * 86_400_000);
    const fields = {
      minutes: '10',
      ...day,
      'until-day': String(until.getUTCDate()),
      'until-month': String(until.getUTCMonth() + 1),
      'until-year': String(until.getUTCFullYear()),
    };
    const elsewhere = await makePerson({ council: 'brent', coordinates: [(await workspaceOf(2)).id] });
    for (const agent of [asMember, asAuthor, await app.signInAs(elsewhere)])
      await act(agent, `/topics/${id}/${name}`, fields).expect(404);
    expect(await rowsOf(id)).toEqual(before);
    const done = await act(asCoordinator, `/topics/${id}/${name}`, fields).expect(303);
    expect((await rowsOf(id)).row).not.toEqual(before.row);
    const [line] = await db.select().from(moderationLog).where(eq(moderationLog.topicId, id));
    expect(line).toMatchObject({
      act: name,
      actorId: coordinator.id,
      personId: author.id,
      reason: 'It names a resident',
    });
    expect((await listTold())[0]).toMatchObject({ to: author.email });
    const log = await asMember.get('/workspaces/understand-user-needs/moderation-log').expect(200);
    expect(log.text).not.toMatch(/Cora|Ada/);
    const after = await asCoordinator.get(String(done.headers.location));
    await send(asCoordinator, /\/moderation\/acts\/\d+\/undo/.exec(after.text)?.[0] ?? '').expect(303);
    expect((await rowsOf(id)).row).toEqual(before.row);
  },
);

test('an act can be done by a rule of the workspace or of the code of conduct, and by no other', async () => {
  const here = await workspaceOf(1);
  const rules = await listRulesFor(here.id);
  const { id } = await makeTopic(author);
  const form = await asCoordinator.get(`/moderation/topics/${id}/hide`).expect(200);
  for (const rule of rules) expect(form.text).toContain(`<option value="${rule.id}">`);
  const rule = rules[0] as NonNullable<(typeof rules)[0]>;
  await act(asCoordinator, `/topics/${id}/hide`, { rule: String(rule.id) }).expect(303);
  const [told] = await listTold();
  const pages = [
    await asAuthor.get(told?.href ?? ''),
    await asMember.get(`/workspaces/${here.slug}/moderation-log`),
  ];
  for (const { text } of pages) expect(text).toContain(`href="${rule.href}">${rule.title}</a>`);
  const there = await workspaceOf(2);
  await makeRules(other, there.id, { title: 'Of another workspace' });
  const [elsewhere] = await listRulesFor(there.id);
  const { id: second } = await makeTopic(author);
  await act(asCoordinator, `/topics/${second}/hide`, { rule: String(elsewhere?.id) }).expect(303);
  const [line] = await db.select().from(moderationLog).where(eq(moderationLog.topicId, second));
  expect(line?.ruleId).toBeNull();
});

test('after a quarter of an hour the opposite is an act of its own', async () => {
  const { id } = await makeTopic(author);
  const actId = await makeAct(coordinator, id, { name: 'lock' });
  later({ minutes: 15 });
  const refused = await send(asCoordinator, `/moderation/acts/${actId}/undo`).expect(409);
  expect(refused.text).toContain('More than 15 minutes have passed');
  await act(asCoordinator, `/topics/${id}/unlock`, { latest: String(actId) }).expect(303);
  expect(await topicRow(id)).toMatchObject({ lockedAt: null });
});

test('of two coordinators who act at once the second is told what the first did, and nothing is done twice', async () => {
  const { id } = await makeTopic(author);
  const sent = await Promise.all([
    act(asCoordinator, `/topics/${id}/hide`, { reason: 'By the one' }),
    act(asOther, `/topics/${id}/lock`, { reason: 'By the other' }),
  ]);
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 409]);
  const second = sent.find(({ status }) => status === 409)?.text ?? '';
  expect(second).toMatch(/(Cora Coordinator|Otto Other) has acted on this meanwhile/);
  expect(second).toMatch(/(You had written: |<textarea[^>]*>\n)By the (one|other)/);
  expect(await db.$count(moderationLog, eq(moderationLog.topicId, id))).toBe(1);
  // Sent twice, it is done once.
  const { id: twice } = await makeTopic(author);
  for (const _ of [1, 2]) await act(asCoordinator, `/topics/${twice}/hide`).expect(303);
  expect(await db.$count(moderationLog, eq(moderationLog.topicId, twice))).toBe(1);
});

test('in a topic that is locked only coordinators reply, and in one that is slowed down each waits', async () => {
  const { id } = await makeTopic(author);
  await makeAct(coordinator, id, { name: 'lock' });
  const reply = (agent: Agent, body: string) =>
    send(agent, `/topics/${id}/replies`, { body, formId: `form-${body}` });
  expect((await reply(asMember, 'locked')).text).toContain('has locked this topic');
  await reply(asCoordinator, 'by-coordinator').expect(303);
  await makeAct(coordinator, id, { name: 'unlock' });
  await makeAct(coordinator, id, { name: 'slow', minutes: 10 });
  await reply(asMember, 'first').expect(303);
  const slowed = await reply(asMember, 'second').expect(403);
  expect(slowed.text).toMatch(/You can reply again in (10|9) minutes/);
  later({ minutes: 10 });
  await reply(asMember, 'third').expect(303);
});

test('Postgres itself refuses to change the log or to take a line away', async () => {
  await expect(db.execute(sql`update moderation_log set reason = 'x'`)).rejects.toThrow();
  await expect(db.execute(sql`delete from moderation_log`)).rejects.toThrow();
});

test('what is pinned stands first in its workspace until its day is over, and open pages hear of both', async () => {
  const { id } = await makeTopic(author, { title: 'Read this first', requirement: 3 });
  const host = await makePerson({ coordinates: 'all' });
  const path = '/workspaces/use-agile-methods';
  const isPinned = async (agent: Agent) =>
    /Pinned by a coordinator[\s\S]*Read this first/.test((await agent.get(path)).text);
  expect(await isPinned(asMember)).toBe(false);
  const page = await app.connect(asMember);
  await page.watch(`workspace:${(await workspaceOf(3)).id}`);
  await makeAct(host, id, { name: 'pin', until: new Date(Date.now() + 3_600_000) });
  expect((await page.hearText('Pinned by a coordinator')).html).toContain('Read this first');
  expect(await isPinned(asMember)).toBe(true);
  expect(await isPinned(app.visitor())).toBe(true);
  expect((await asMember.get(`${path}?kind=guidance`)).text).not.toContain('Pinned by');
  later({ hours: 2 });
  await endPins();
  expect((await page.hearPatches(`pinned-${(await workspaceOf(3)).id}`, 2)).at(-1)?.html).not.toContain(
    'Read',
  );
  expect(await isPinned(app.visitor())).toBe(false);
  expect(await topicRow(id)).toMatchObject({ pinnedUntil: null });
});

test('what was reported of a post is answered by the act on it, and whoever reported it hears so', async () => {
  const { id } = await makeTopic(author);
  await send(asMember, `/topics/${id}/report`, { category: 'personal-data', line: '' }).expect(303);
  await makeAct(coordinator, id, { name: 'pin', until: new Date(Date.now() + 3_600_000) });
  const openCases = () => db.$count(cases, and(eq(cases.topicId, id), isNull(cases.closedAt)));
  expect(await openCases()).toBe(1);
  await makeAct(coordinator, id, { name: 'hide' });
  expect(await openCases()).toBe(0);
  expect((await listTold())[0]?.text).toContain('A coordinator hid what you reported.');
});

test('what another did to a coordinator’s own post is not theirs to undo or to put back: they appeal like anybody', async () => {
  const { id } = await workspaceOf(1);
  const host = await makePerson({ name: 'Hana Host', coordinates: [id] });
  const asHost = await app.signInAs(host);
  const { id: own } = await makeTopic(host);
  const actId = await makeAct(coordinator, own, { name: 'hide' });
  const latest = String(actId);
  const page = await asHost.get(`/moderation/topics/${own}`).expect(200);
  expect(page.text).not.toMatch(/Put back<|Undo</);
  expect((await act(asHost, `/topics/${own}/restore`, { latest }).expect(403)).text).toContain('Appeal');
  await send(asHost, `/moderation/acts/${actId}/undo`).expect(403);
  await send(asHost, `/moderation/acts/${actId}/appeal`, { text: 'It is mended' }).expect(303);
  await act(asOther, `/topics/${own}/restore`, { latest }).expect(303);
  // What they did to their own post themselves they undo.
  const own2 = await makeAct(host, own, { name: 'lock' });
  await send(asHost, `/moderation/acts/${own2}/undo`).expect(303);
});

test('what its author has changed since it was read is not put back before it is read again', async () => {
  const { id } = await makeTopic(author);
  const actId = await makeAct(coordinator, id, { name: 'hide' });
  const form = await asCoordinator.get(`/moderation/topics/${id}/restore`).expect(200);
  const version = /name="version" value="(\d+)"/.exec(form.text)?.[1] ?? '';
  const [row] = await db.select().from(topics).where(eq(topics.id, id));
  const edited = { ...row?.content, title: 'Buy our product', tags: '', visibility: 'public', from: '1' };
  await send(asAuthor, `/topics/${id}/edit`, edited).expect(303);
  const given = { latest: String(actId), reason: 'It is mended', version };
  const stale = await act(asCoordinator, `/topics/${id}/restore`, given).expect(409);
  expect(stale.text).toMatch(/Its author has changed it since[\s\S]*It is mended/);
  const again = /name="version" value="(\d+)"/.exec(stale.text)?.[1] ?? '';
  expect(again).not.toBe(version);
  await act(asCoordinator, `/topics/${id}/restore`, { ...given, version: again }).expect(303);
});
