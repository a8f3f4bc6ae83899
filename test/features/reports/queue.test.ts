import { eq } from 'drizzle-orm';
import { cases } from '../../../server/features/reports/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import {
  makeAct,
  makeAppeal,
  makeGuest,
  makePerson,
  makeReply,
  makeReport,
  makeTopic,
  makeWaiting,
  workspaceOf,
} from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let author: Member;
let reporter: Member;
let here: Member;
let asHere: Agent;
let asSecond: Agent;
let asElsewhere: Agent;
let queue = '';

beforeAll(async () => {
  author = await makePerson({ name: 'Alex Author' });
  reporter = await makePerson({ name: 'Rae Reporter', council: 'hackney' });
  const [first, second] = [await workspaceOf(1), await workspaceOf(2)];
  here = await makePerson({ name: 'Cleo Coordinator', coordinates: [first.id] });
  asHere = await app.signInAs(here);
  asSecond = await app.signInAs(await makePerson({ name: 'Sasha Second', coordinates: 'all' }));
  asElsewhere = await app.signInAs(await makePerson({ name: 'Eli Elsewhere', coordinates: [second.id] }));
  queue = `/workspaces/${first.slug}/queue`;
});
afterEach(backToNow);

const caseOf = async (topicId: number) => {
  const found = await db.select().from(cases).where(eq(cases.topicId, topicId)).orderBy(cases.id);
  return found.at(-1) as NonNullable<(typeof found)[number]>;
};

/** A topic that somebody reported, with its case and where it is. */
async function makeCase(title = 'Missed bins', requirement = 1) {
  const { id: topicId } = await makeTopic(author, { title, requirement });
  await makeReport(reporter, topicId);
  const { id } = await caseOf(topicId);
  return { id, topicId, path: `/moderation/cases/${id}` };
}

const decide = (agent: Agent, path: string, from: number, decision = 'done', told = 'It has been mended.') =>
  send(agent, `${path}/decision`, { decision, told, from });

test('coordinators see the cases of their workspaces with who reported what; others do not know that there are any', async () => {
  const { path } = await makeCase('Seen here');
  for (const address of [queue, '/moderation']) {
    const page = await asHere.get(address).expect(200);
    expect(page.text).toMatch(/Seen here[\s\S]*Alex Author/);
  }
  const page = await asHere.get(path).expect(200);
  expect(page.text).toMatch(/We want fewer missed bins[\s\S]*Rae Reporter, Hackney/);
  expect((await asElsewhere.get('/moderation').expect(200)).text).not.toContain('Seen here');
  const guest = await app.signInAs(await makeGuest());
  for (const agent of [
    asElsewhere,
    guest,
    app.visitor(),
    await app.signInAs(author),
    await app.signInAs(reporter),
  ]) {
    await agent.get(path).expect(404);
    await agent.get(queue).expect(404);
  }
  for (const act of ['looking', 'looking/removal', 'notes', 'decision'])
    await send(asElsewhere, `${path}/${act}`, { from: 99, note: 'x', decision: 'done', told: 'x' }).expect(
      404,
    );
  await guest.get('/moderation').expect(404);
});

test('what may harm somebody comes first, then what has waited longest, and each says how long in words', async () => {
  const usual = await makeCase('Reported first');
  const urgent = await makeTopic(author, { title: 'Reported last' });
  const other = await makePerson();
  await send(await app.signInAs(other), `/topics/${urgent.id}/report`, {
    category: 'unkind',
    line: '',
  }).expect(303);
  const { text } = await asHere.get(queue);
  expect(text.indexOf('Reported last')).toBeLessThan(text.indexOf('Reported first'));
  expect(text).toMatch(/New: less than an hour[\s\S]*Urgent[\s\S]*Reported last/);
  later({ hours: 30 });
  const next = await (await app.signInAs(here)).get(queue);
  expect(next.text).toMatch(/Overdue: 1 day[\s\S]*Reported last/);
  expect(next.text).toMatch(new RegExp(`Waiting: 1 day(?:(?!<li)[\\s\\S])*${usual.path}"`));
});

test('a case is looked at, noted on and closed, and moves from one part of the queue to the next', async () => {
  const { path, topicId } = await makeCase('From end to end');
  const inPart = async (part: string) =>
    (await asHere.get(`${queue}?show=${part}`).expect(200)).text.includes('From end to end');
  expect(await inPart('open')).toBe(true);
  await send(asHere, `${path}/looking`, { from: 1 }).expect(303);
  expect([await inPart('open'), await inPart('looking')]).toEqual([false, true]);
  expect((await asSecond.get(path)).text).toContain('Cleo Coordinator is looking at this');
  await send(asHere, `${path}/looking/removal`).expect(303);
  expect(await inPart('open')).toBe(true);
  const note = { note: 'I *asked* them', formId: 'a-form-id' };
  for (let at = 0; at < 2; at++) await send(asSecond, `${path}/notes`, note).expect(303);
  const noted = (await asHere.get(path)).text;
  expect(noted.match(/I <em>asked<\/em> them/g)).toHaveLength(1);
  expect(noted).toContain('Sasha Second added a note');
  await send(asHere, `${path}/notes`, { note: ' ' }).expect(422);
  const { actCount } = await caseOf(topicId);
  const wrong = await decide(asHere, path, actCount, 'nonsense', 'Typed already').expect(422);
  expect(wrong.text).toMatch(/Choose how to close it[\s\S]*Typed already/);
  for (let at = 0; at < 2; at++) await decide(asHere, path, actCount, 'declined', 'It is true.').expect(303);
  expect(await inPart('declined')).toBe(true);
  expect(await caseOf(topicId)).toMatchObject({
    state: 'declined',
    closedBy: here.id,
    actCount: actCount + 1,
  });
  const told = (await listTold()).filter(
    ({ to, text }) => to === reporter.email && text.includes('It is true.'),
  );
  expect(told).toHaveLength(1);
});

test('of two coordinators who decide at once one does, and the other is told what the first did', async () => {
  const { path, topicId } = await makeCase();
  const answers = await Promise.all([
    decide(asHere, path, 1, 'done', 'Words of the first'),
    decide(asSecond, path, 1, 'declined', 'Words of the second'),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  const late = answers.find(({ status }) => status === 409);
  expect(late?.text).toMatch(
    /Others were here meanwhile[\s\S]*(Cleo Coordinator|Sasha Second) (closed it as done|declined it) on /,
  );
  const { outcome, actCount } = await caseOf(topicId);
  expect(outcome).toMatch(/^Words of the (first|second)$/);
  expect(actCount).toBe(2);
  const told = (await listTold()).filter(
    ({ to, text }) => to === reporter.email && text.includes('Words of the'),
  );
  expect(told).toHaveLength(1);
});

test('who acts on an old page is told what has happened since, keeps what they typed, and can go on', async () => {
  const { path, topicId } = await makeCase();
  await send(asSecond, `${path}/looking`, { from: 1 }).expect(303);
  const taking = await send(asHere, `${path}/looking`, { from: 1 }).expect(409);
  expect(taking.text).toContain('Sasha Second began to look at it on');
  expect(await caseOf(topicId)).toMatchObject({ state: 'looking', actCount: 2 });
  const deciding = await decide(asHere, path, 1, 'done', 'What I had typed').expect(409);
  expect(deciding.text).toMatch(/not done yet[\s\S]*name="from" value="2"[\s\S]*What I had typed/);
  await send(asHere, `${path}/looking`, { from: 2 }).expect(303);
  expect(await caseOf(topicId)).toMatchObject({ lookedAtBy: here.id });
  // Letting go of what another has taken does nothing.
  await send(asSecond, `${path}/looking/removal`).expect(303);
  expect(await caseOf(topicId)).toMatchObject({ lookedAtBy: here.id });
  await makeReport(await makePerson(), topicId);
  await decide(asHere, path, 3).expect(409);
  await decide(asHere, path, 4).expect(303);
});

test('a coordinator has nothing to do with a case about their own post while there is another', async () => {
  const third = await workspaceOf(3);
  const own = await makePerson({ name: 'Olu Own', coordinates: [third.id] });
  const asOwn = await app.signInAs(own);
  const { id: topicId } = await makeTopic(own, { title: 'My own words', requirement: 3 });
  await makeReport(reporter, topicId);
  const { id } = await caseOf(topicId);
  const [path, list] = [`/moderation/cases/${id}`, `/workspaces/${third.slug}/queue`];
  expect((await asSecond.get(path).expect(200)).text).toContain('My own words');
  await asOwn.get(path).expect(404);
  await decide(asOwn, path, 1).expect(404);
  expect((await asOwn.get(list).expect(200)).text).not.toContain('My own words');
  const page = await app.connect(asOwn);
  expect(await page.watch(`case:${id}`)).toMatchObject({ ok: false });
});

test('a case shows what was reported of the post before, what is like it, and what else its author had reported', async () => {
  const writer = await makePerson({ name: 'Will Writer' });
  const topics = [1, 1, 2].map((requirement, at) =>
    makeTopic(writer, { title: `By Will ${at}`, requirement }),
  );
  const ids = (await Promise.all(topics)).map(({ id }) => id) as [number, number, number];
  for (const id of ids) await makeReport(reporter, id);
  const first = await caseOf(ids[0]);
  await decide(asHere, `/moderation/cases/${first.id}`, 1, 'declined', 'Nothing wrong then.').expect(303);
  await makeReport(reporter, ids[0]);
  const again = await caseOf(ids[0]);
  expect(again.id).not.toBe(first.id);
  const page = (await asHere.get(`/moderation/cases/${again.id}`).expect(200)).text;
  expect(page).toMatch(
    /Reported before[\s\S]*Nothing wrong then\.[\s\S]*Like this one, and open[\s\S]*By Will 1/,
  );
  expect(page).toMatch(
    /Other cases about posts of Will Writer[\s\S]*2 cases in the workspaces that you coordinate/,
  );
  expect(page).not.toContain('By Will 2');
  expect((await asSecond.get(`/moderation/cases/${again.id}`)).text).toMatch(/3 cases[\s\S]*By Will 2/);
});

test('a reply that its author has removed meanwhile can still be judged', async () => {
  const { id: topicId } = await makeTopic(author);
  const { id } = await makeReply(author, topicId, { body: 'Something unkind' });
  await makeReport(reporter, topicId, 1);
  await send(await app.signInAs(author), `/replies/${id}/removal`).expect(303);
  const page = await asHere.get(`/moderation/cases/${(await caseOf(topicId)).id}`).expect(200);
  expect(page.text).toMatch(/Its author has removed it[\s\S]*Something unkind/);
});

test('what guests sent for approval waits in the same queue', async () => {
  const guest = await makeGuest();
  const { id } = await makeWaiting(guest, undefined, 'Sent by a guest');
  expect((await asHere.get(queue)).text).toMatch(
    new RegExp(`/workspaces/understand-user-needs/waiting#post-${id}"[^>]*>Question: Sent by a guest`),
  );
  expect((await asElsewhere.get('/moderation')).text).not.toContain('Sent by a guest');
});

test('how much is open in their queue stands in the head of every page of a coordinator, and of nobody else', async () => {
  const count = async (agent: Agent, path = '/about') =>
    Number(
      /href="\/moderation"[^>]*>Queue(?:[^<]|<span[^>]*>, <\/span>)*<span class="bell__count">(\d+)/.exec(
        (await agent.get(path)).text,
      )?.[1] ?? 0,
    );
  const before = await count(asHere);
  const { topicId, path } = await makeCase();
  expect(await count(asHere)).toBe(before + 1);
  expect(await count(asHere, `/topics/${topicId}`)).toBe(before + 1);
  const elsewhere = await count(asElsewhere);
  await makeCase('Another one');
  expect(await count(asElsewhere)).toBe(elsewhere);
  expect((await (await app.signInAs(author)).get(`/topics/${topicId}`)).text).not.toContain(
    'href="/moderation"',
  );
  await send(asHere, `${path}/looking`, { from: 1 }).expect(303);
  expect(await count(asHere)).toBe(before + 1);
});

test('what waits for approval and appeals that they can decide count too, and stand on the page of what needs them', async () => {
  const head = async (agent: Agent) =>
    Number(
      /bell__count">(\d+)<\/span><span class="govuk-visually-hidden"> open/.exec(
        (await agent.get('/help')).text,
      )?.[1] ?? 0,
    );
  const before = [await head(asHere), await head(asSecond), await head(asElsewhere)];
  await makeWaiting(reporter, undefined, 'Wait and see', 'many-posts');
  const { id } = await makeTopic(author);
  const appealId = await makeAppeal(author, await makeAct(here, id, { name: 'hide' }));
  const added = [1, 2, 0];
  for (const [at, agent] of [asHere, asSecond, asElsewhere].entries())
    expect(await head(agent)).toBe((before[at] ?? 0) + (added[at] ?? 0));
  const needs = (await asSecond.get('/coordinating').expect(200)).text;
  expect(needs).toContain(`href="/moderation/appeals/${appealId}">Appeal by Alex Author`);
  expect(needs).toMatch(/Wait and see/);
  const own = (await asHere.get(queue.replace('/queue', '/coordinating')).expect(200)).text;
  expect(own).not.toContain(`/moderation/appeals/${appealId}"`);
  expect(own).toMatch(/Wait and see/);
  expect(own).toContain(`href="${queue}">Queue`);
});

test('open queues and cases are told of what happens where their coordinator may look, and of nothing else', async () => {
  const first = await workspaceOf(1);
  const { id, path, topicId } = await makeCase();
  const [mine, elsewhere] = [await app.connect(asSecond), await app.connect(asElsewhere)];
  for (const room of [`queue:${first.id}`, 'queues:1', `case:${id}`])
    expect(await mine.watch(room)).toMatchObject({ ok: true });
  for (const room of [`queue:${first.id}`, `case:${id}`])
    expect(await elsewhere.watch(room)).toMatchObject({ ok: false });
  expect(await elsewhere.watch('queues:1')).toMatchObject({ ok: true });
  await makeWaiting(await makeGuest());
  await makeReport(await makePerson(), topicId);
  await send(asHere, `${path}/looking`, { from: 2 }).expect(303);
  await app.settle();
  const toldOf = (page: typeof mine, room: string) =>
    page.told.filter((change) => change.room === room).length;
  expect([`queue:${first.id}`, 'queues:1', `case:${id}`].map((room) => toldOf(mine, room))).toEqual([
    3, 3, 2,
  ]);
  expect(elsewhere.told).toEqual([]);
  await makeCase('Elsewhere', 2);
  await app.settle();
  expect(toldOf(elsewhere, 'queues:1')).toBe(1);
});
