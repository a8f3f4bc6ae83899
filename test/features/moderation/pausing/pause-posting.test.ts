import { and, eq } from 'drizzle-orm';
import { holdForApproval } from '../../../../server/features/guests/hold-for-approval.ts';
import { mergeTopics } from '../../../../server/features/moderation/moving/merge-topics.ts';
import { moderationLog, postingPauses } from '../../../../server/features/moderation/tables.ts';
import { replies } from '../../../../server/features/replies/tables.ts';
import { db } from '../../../../server/platform/database.ts';
import type { Member } from '../../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../../support/app.ts';
import { backToNow, later } from '../../../support/clock.ts';
import {
  makeGuest,
  makePerson,
  makeReply,
  makeTopic,
  makeWaiting,
  topicFields,
  workspaceOf,
} from '../../../support/make.ts';
import { listTold } from '../../../support/told.ts';

const app = useApp();
let here: Awaited<ReturnType<typeof workspaceOf>>;
let coordinator: Member;
let asCoordinator: Agent;
let asOther: Agent;
let elsewhere: Agent;

afterEach(backToNow);

beforeAll(async () => {
  here = await workspaceOf(1);
  coordinator = await makePerson({ name: 'Cora Coordinator', council: 'hackney', coordinates: [here.id] });
  asCoordinator = await app.signInAs(coordinator);
  asOther = await app.signInAs(
    await makePerson({ name: 'Otto Other', council: 'barnet', coordinates: [here.id] }),
  );
  elsewhere = await app.signInAs(await makePerson({ coordinates: [(await workspaceOf(2)).id] }));
});

/** The end of a day, as the form asks for it. */
function day(inDays: number) {
  const date = new Date(Date.now() + inDays * 86_400_000);
  return {
    'until-day': String(date.getUTCDate()),
    'until-month': String(date.getUTCMonth() + 1),
    'until-year': String(date.getUTCFullYear()),
  };
}

const act = (agent: Agent, path: string, more: Record<string, string> = {}) =>
  send(agent, `/moderation${path}`, {
    reason: 'Three replies that hurt',
    note: '',
    latest: '0',
    ...day(7),
    ...more,
  });
const reply = (agent: Agent, topicId: number) =>
  send(agent, `/topics/${topicId}/replies`, {
    body: `Words ${Math.random()}`,
    formId: `form-${Math.random()}`,
  });
const ask = (agent: Agent, slug = here.slug) =>
  send(agent, `/workspaces/${slug}/topics?kind=question`, topicFields('question'));
const undoOf = (html: string) => /\/moderation\/acts\/\d+\/undo/.exec(html)?.[0] ?? '';

/** Somebody with a topic and a reply in this workspace. */
async function makeAuthor() {
  const author = await makePerson({ name: 'Ada Author' });
  const { id } = await makeTopic(author);
  const other = await makeTopic(coordinator, { kind: 'guidance' });
  const { number } = await makeReply(author, id);
  return { author, asAuthor: await app.signInAs(author), id, number, otherId: other.id };
}

test('whoever is paused posts nothing in this workspace until the day is over, is told why, and goes on elsewhere', async () => {
  const { author, asAuthor, id, number, otherId } = await makeAuthor();
  for (const agent of [asAuthor, elsewhere]) await act(agent, `/topics/${id}/pause`).expect(404);
  const path = `/topics/${id}/replies/${number}`;
  const refused = await act(asCoordinator, `${path}/pause`, { 'until-day': '' }).expect(422);
  expect(refused.text).toContain('Enter a real date');
  expect((await act(asCoordinator, `${path}/pause`, day(120)).expect(422)).text).toContain('or earlier');
  await reply(asAuthor, otherId).expect(303);
  const done = await act(asCoordinator, `${path}/pause`).expect(303);
  expect((await asCoordinator.get(String(done.headers.location))).text).toMatch(
    /The posting of Ada Author is paused until the end of \d+ \w+ \d{4}\. Ada Author is told\./,
  );

  const page = await asAuthor.get(`/topics/${otherId}`).expect(200);
  expect(page.text).toContain('A coordinator has paused your posting in this workspace.');
  expect(page.text).not.toMatch(/data-reply-form|Suggest an edit/);
  expect((await reply(asAuthor, otherId).expect(403)).text).toContain('You can post here again after');
  await asAuthor.get(`/topics/${otherId}/suggestions/new`).expect(403);
  const form = await asAuthor.get(`/workspaces/${here.slug}/topics/new?kind=question`).expect(200);
  expect(form.text).toContain('What you write here can be kept as a draft');
  expect(form.text).not.toContain('Post question');
  const kept = await ask(asAuthor).expect(403);
  expect(kept.text).toContain('We want fewer missed bins');
  expect(await db.$count(postingPauses, eq(postingPauses.personId, author.id))).toBe(1);
  // What they wrote is still theirs, and other workspaces are none of this.
  await asAuthor.get(`/topics/${id}/edit`).expect(200);
  await ask(asAuthor, (await workspaceOf(2)).slug).expect(303);

  const [told] = await listTold();
  expect(told).toMatchObject({
    to: author.email,
    subject: `A coordinator paused your posting in ${here.name}`,
  });
  expect(told?.text).toMatch(/You can post there again after \d+ \w+ \d{4}\.[\s\S]*Three replies that hurt/);
  const why = await asAuthor.get(told?.href ?? '').expect(200);
  expect(why.text).toMatch(/A coordinator paused your posting[\s\S]*Until[\s\S]*The end of/);
  const log = await elsewhere.get(`/workspaces/${here.slug}/moderation-log`).expect(200);
  expect(log.text).toMatch(/Paused the posting of whoever wrote<\/strong> a reply/);
  const list = await asCoordinator.get(`/workspaces/${here.slug}/moderation`).expect(200);
  expect(list.text).toContain(
    `href="/moderation${path}/resume">End the pause<span class="govuk-visually-hidden"> of Ada Author`,
  );

  later({ days: 9 });
  await reply(asAuthor, otherId).expect(303);
  const again = await app.signInAs(coordinator);
  expect((await again.get(`/moderation${path}`)).text).toContain('Pause its author');
});

test('a pause is undone, ended by its opposite, and made again, each told and logged', async () => {
  const { author, asAuthor, id, otherId } = await makeAuthor();
  const done = await act(asCoordinator, `/topics/${id}/pause`).expect(303);
  const undo = undoOf((await asCoordinator.get(String(done.headers.location))).text);
  for (const _ of [1, 2]) await send(asCoordinator, undo).expect(303);
  await reply(asAuthor, otherId).expect(303);
  expect((await listTold())[0]?.subject).toBe(
    `Taken back: a coordinator paused your posting in ${here.name}`,
  );
  const again = { latest: '1000000' };
  await act(asCoordinator, `/topics/${id}/pause`, again).expect(303);
  await reply(asAuthor, otherId).expect(403);
  const ended = await act(asOther, `/topics/${id}/resume`, again).expect(303);
  await reply(asAuthor, otherId).expect(303);
  expect((await listTold())[0]?.subject).toBe(
    `A coordinator ended the pause of your posting in ${here.name}`,
  );
  // Ending it is undone too: then they are paused again, until the same day.
  await send(asOther, undoOf((await asOther.get(String(ended.headers.location))).text)).expect(303);
  await reply(asAuthor, otherId).expect(403);
  const lines = await db.select().from(moderationLog).where(eq(moderationLog.personId, author.id));
  expect(lines.map((line) => line.act)).toEqual(['pause', 'undo', 'pause', 'resume', 'undo']);
});

test('of two coordinators who pause somebody from different posts the second is told of the first', async () => {
  const { author, id, number } = await makeAuthor();
  const both = await Promise.all([
    act(asCoordinator, `/topics/${id}/pause`),
    act(asOther, `/topics/${id}/replies/${number}/pause`),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
  const second = both.find(({ status }) => status === 409)?.text ?? '';
  expect(second).toMatch(/(Cora Coordinator|Otto Other) has acted on this meanwhile|is paused already/);
  const isAuthor = eq(moderationLog.personId, author.id);
  expect(await db.$count(moderationLog, and(isAuthor, eq(moderationLog.act, 'pause')))).toBe(1);
});

test('what was done since from another post keeps an undo from writing over it', async () => {
  const { id, number } = await makeAuthor();
  const done = await act(asCoordinator, `/topics/${id}/pause`).expect(303);
  const undo = undoOf((await asCoordinator.get(String(done.headers.location))).text);
  const from = `/topics/${id}/replies/${number}`;
  await act(asOther, `${from}/resume`).expect(303);
  await act(asOther, `${from}/pause`, { ...day(20), latest: '1000000' }).expect(303);
  expect((await send(asCoordinator, undo).expect(409)).text).toContain('Somebody has paused their posting');
});

test('an appeal that is upheld lets them post at once, and so does ending the pause from any of their posts', async () => {
  for (const isDecided of [true, false]) {
    const { asAuthor, id, number, otherId } = await makeAuthor();
    await act(asCoordinator, `/topics/${id}/pause`).expect(303);
    const told = (await listTold())[0]?.href ?? '';
    await send(asAuthor, `${told}/appeal`, { text: 'It was said to me first' }).expect(303);
    const queue = await asOther.get('/moderation').expect(200);
    const appeal = /\/moderation\/appeals\/\d+/.exec(queue.text)?.[0] ?? '';
    if (isDecided) await send(asOther, appeal, { decision: 'upheld', reason: 'So it was' }).expect(303);
    else await act(asOther, `/topics/${id}/replies/${number}/resume`).expect(303);
    await reply(asAuthor, otherId).expect(303);
    expect((await asAuthor.get(told)).text).toContain('Upheld');
    expect((await asOther.get('/moderation')).text).not.toContain(appeal);
  }
});

test('who coordinates the workspace is not paused in it, and whoever is made so is held up no more', async () => {
  const host = await makePerson({ name: 'Hana Host', coordinates: 'all' });
  const { id } = await makeTopic(host);
  expect((await asCoordinator.get(`/moderation/topics/${id}`)).text).not.toContain('Pause its author');
  await act(asCoordinator, `/topics/${id}/pause`).expect(409);
});

test('a guest who is paused sends nothing that would wait, and a draft of guidance is not published', async () => {
  const guest = await makeGuest();
  const until = new Date(Date.now() + 86_400_000);
  await db.insert(postingPauses).values({ personId: guest.id, workspaceId: here.id, until });
  const paused = { ...guest, pausedIn: [{ workspaceId: here.id, until }] };
  const held = { workspaceId: here.id, topicKind: 'question' as const, fields: topicFields('question') };
  await expect(holdForApproval(paused, held)).rejects.toThrow('has paused your posting');
  expect((await ask(await app.signInAs(guest)).expect(403)).text).toContain('has paused your posting');

  const author = await makePerson();
  const { id } = await makeTopic(author, { kind: 'guidance', state: 'draft' });
  await db.insert(postingPauses).values({ personId: author.id, workspaceId: here.id, until });
  const asAuthor = await app.signInAs(author);
  await send(asAuthor, `/topics/${id}/state`, { state: 'published' }).expect(403);
  await db.delete(postingPauses).where(eq(postingPauses.personId, author.id));
  await send(asAuthor, `/topics/${id}/state`, { state: 'published' }).expect(303);
});

test('what waited before its author was paused is posted when the pause is over, and not before', async () => {
  const guest = await makeGuest();
  const { id } = await makeWaiting(guest);
  const until = new Date(Date.now() + 86_400_000);
  await db.insert(postingPauses).values({ personId: guest.id, workspaceId: here.id, until });
  const approval = `/workspaces/${here.slug}/waiting/${id}/approval`;
  expect((await send(asCoordinator, approval).expect(409)).text).toContain('End the pause first');
  await db.delete(postingPauses).where(eq(postingPauses.personId, guest.id));
  await send(asCoordinator, approval).expect(303);
});

test('an administrator is led from a post to the suspension of its author', async () => {
  const { author, id } = await makeAuthor();
  const administrator = await makePerson({ administrator: true, coordinates: 'all' });
  const suspension = `/administration/people/${author.id}/suspension`;
  const page = await (await app.signInAs(administrator)).get(`/moderation/topics/${id}`).expect(200);
  expect(page.text).toContain(suspension);
  expect((await asCoordinator.get(`/moderation/topics/${id}`)).text).not.toContain(suspension);
});

test('no other way of writing where others read is open to whoever is paused', async () => {
  const { author, asAuthor, id, number } = await makeAuthor();
  const asker = await makePerson({ council: 'bexley' });
  const { id: question } = await makeTopic(asker);
  const { id: guidance } = await makeTopic(asker, { kind: 'guidance' });
  const { id: own } = await makeTopic(author, { kind: 'guidance' });
  await send(asAuthor, `/topics/${own}/state`, { state: 'withdrawn' }).expect(303);
  const [mine] = await db
    .select()
    .from(replies)
    .where(and(eq(replies.topicId, id), eq(replies.number, number)));
  await send(asAuthor, `/replies/${mine?.id}/removal`).expect(303);
  const adoption = {
    state: 'using',
    month: '',
    year: '',
    line: 'Outcome in words',
    adaptation: '',
    formId: 'adopt',
  };
  const tries: [string, Record<string, string>][] = [
    [`/topics/${question}/same-problem`, { line: 'Here as well' }],
    [`/topics/${guidance}/adoptions/new`, adoption],
    [`/topics/${own}/state`, { state: 'published' }],
    [`/replies/${mine?.id}/removal/removal`, {}],
  ];
  await act(asCoordinator, `/topics/${id}/pause`).expect(303);
  for (const [path, fields] of tries) await send(asAuthor, path, fields).expect(403);
  for (const path of [`/topics/${question}/same-problem`, `/topics/${guidance}/adoptions/new`])
    expect((await asAuthor.get(path)).text).toContain('has paused your posting');
  await act(asCoordinator, `/topics/${id}/resume`, { latest: '1000000' }).expect(303);
  const open = await Promise.all(
    tries.map(async ([path, fields]) => (await send(asAuthor, path, fields)).status),
  );
  expect(open).not.toContain(403);
});

test('a pause is ended from the list of the workspace, wherever the post that it was done from is now', async () => {
  const { author, asAuthor, id, number } = await makeAuthor();
  const { id: to } = await makeTopic(coordinator);
  const list = `/workspaces/${here.slug}/moderation`;
  const wayOut = async () =>
    new RegExp(`/people/${author.id}">[\\s\\S]*?href="([^"]+/resume)">End the pause`).exec(
      (await asCoordinator.get(list).expect(200)).text,
    )?.[1];
  await act(asCoordinator, `/topics/${id}/replies/${number}/pause`).expect(303);
  expect(await wayOut()).toBe(`/moderation/topics/${id}/replies/${number}/resume`);
  const words = 'A coordinator has paused your posting in this workspace.';
  expect((await asAuthor.get(`/workspaces/${here.slug}`).expect(200)).text).toContain(words);
  await mergeTopics(coordinator, id, to, { reason: 'The same', note: '', latest: Number.MAX_SAFE_INTEGER });
  const address = await wayOut();
  expect(address).toBe(`/moderation/topics/${to}/replies/2/resume`);
  expect((await asCoordinator.get(address ?? '').expect(200)).text).toContain('name="reason"');
  await send(asCoordinator, address ?? '', {
    ...{ reason: 'They have said sorry', note: '', latest: String(Number.MAX_SAFE_INTEGER) },
  }).expect(303);
  expect((await asAuthor.get(`/workspaces/${here.slug}`)).text).not.toContain(words);
  expect(await wayOut()).toBeUndefined();
  // Paused from a topic, which is a reply elsewhere since it was merged.
  const second = await makeTopic(author);
  await act(asCoordinator, `/topics/${second.id}/pause`).expect(303);
  await mergeTopics(coordinator, second.id, to, {
    reason: 'Same',
    note: '',
    latest: Number.MAX_SAFE_INTEGER,
  });
  expect(await wayOut()).toBe(`/moderation/topics/${to}/replies/3/resume`);
});
