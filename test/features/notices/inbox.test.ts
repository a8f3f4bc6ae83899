import { eq } from 'drizzle-orm';
import { leave } from '../../../server/features/leaving/leave.ts';
import { giveNotices, type NewNotice } from '../../../server/features/notices/give-notices.ts';
import { noticeKinds } from '../../../server/features/notices/kinds.ts';
import { sweepNotices } from '../../../server/features/notices/sweep.ts';
import { notices } from '../../../server/features/notices/tables.ts';
import { people } from '../../../server/features/people/tables.ts';
import { acceptAnswer, undoAcceptance } from '../../../server/features/replies/accept-answer.ts';
import { removeReply, restoreReply } from '../../../server/features/replies/remove-reply.ts';
import { flushReadings } from '../../../server/features/topics/readings.ts';
import { topics } from '../../../server/features/topics/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { makeGuest, makePerson, makeReply, makeTopic, suspend } from '../../support/make.ts';

const app = useApp();
let asker: Member;
let answerer: Member;
let asAsker: Agent;

beforeEach(async () => {
  [asker, answerer] = [await makePerson(), await makePerson({ name: 'Ana Answerer', council: 'hackney' })];
  asAsker = await app.signInAs(asker);
});
afterEach(backToNow);

const give = (...given: NewNotice[]) => db.transaction((tx) => giveNotices(tx, given));
const inbox = async (agent: Agent, query = '') => (await agent.get(`/notices${query}`).expect(200)).text;
const bellOf = (html: string) => /data-bell="(\d+)"/.exec(html)?.[1];
const bell = async (agent: Agent) => bellOf((await agent.get('/account').expect(200)).text);
const linesIn = (html: string) =>
  [...html.matchAll(/<li class="notice-line[^>]*><a class="govuk-link" href="([^"]*)">([^<]*)<\/a>/g)].map(
    ([, href, says]) => `${says} → ${href}`,
  );

/** A question of the asker's with a reply that they have been told of. */
async function answered(parts: Parameters<typeof makeTopic>[1] = {}) {
  const topic = await makeTopic(asker, parts);
  const reply = await makeReply(answerer, topic.id);
  await app.runJobs();
  return { ...topic, reply };
}

test('what waits is counted by topics on every page, and listed with who, what and where', async () => {
  const [first, second] = [await answered(), await answered()];
  await makeReply(answerer, second.id);
  await app.runJobs();
  expect(await bell(asAsker)).toBe('2');
  const html = await inbox(asAsker);
  expect(html).toContain('2 new');
  expect(linesIn(html)).toEqual([
    `Ana Answerer, Hackney, replied to you → /topics/${second.id}/replies/2`,
    `Ana Answerer, Hackney, replied to you → /topics/${second.id}/replies/1`,
    `Ana Answerer, Hackney, replied to you → /topics/${first.id}/replies/1`,
  ]);
  expect(html).toContain(first.title);
});

test('whoever opens a topic has read what they were told of it, as far as the page goes', async () => {
  const { id } = await answered();
  await answered();
  for (let at = 0; at < 25; at++) await makeReply(answerer, id);
  await app.runJobs();
  expect(await bell(asAsker)).toBe('2');
  await asAsker.get(`/topics/${id}`);
  expect(await bell(asAsker)).toBe('2');
  expect(linesIn(await inbox(asAsker)).filter((line) => line.includes(`/topics/${id}/`))).toHaveLength(5);
  await asAsker.get(`/topics/${id}?page=2`);
  expect(linesIn(await inbox(asAsker)).filter((line) => line.includes(`/topics/${id}/`))).toEqual([]);
  expect(await bell(asAsker)).toBe('1');
  expect(linesIn(await inbox(asAsker, '?show=all'))).toHaveLength(6);
});

test('a topic that was opened before the first reply, and is opened again without one, is read', async () => {
  const { id } = await makeTopic(answerer);
  await give({ personId: asker.id, kind: 'topic', topicId: id, post: 0, actorId: answerer.id, once: 'x' });
  expect(linesIn(await inbox(asAsker))).toEqual([
    `Ana Answerer, Hackney, started this topic → /topics/${id}`,
  ]);
  await asAsker.get(`/topics/${id}`);
  await flushReadings();
  expect(await bell(asAsker)).toBe('0');
});

test('marking a topic as read leaves the others, and can be taken back; so can marking all', async () => {
  const [first] = [await answered(), await answered()];
  const marked = await send(asAsker, '/notices/readings?show=all', { topicId: first.id }).expect(303);
  expect(await bell(asAsker)).toBe('1');
  const readAt = new URL(marked.headers.location ?? '', app.address).searchParams.get('readAt') ?? '';
  expect(marked.headers.location).toMatch(/^\/notices\?show=all&readAt=/);
  expect(await inbox(asAsker, `?readAt=${readAt}`)).toContain('Marked as read');
  const undone = await send(asAsker, '/notices/readings/removal', { readAt }).expect(303);
  expect((await asAsker.get(undone.headers.location as string)).text).toContain('Marked as new again');
  expect(await bell(asAsker)).toBe('2');
  await send(asAsker, '/notices/readings', { everything: 'yes' }).expect(303);
  expect(await bell(asAsker)).toBe('0');
  expect(await inbox(asAsker)).toContain('There is nothing new.');
});

test('nobody marks or sees what others were told', async () => {
  const { id } = await answered();
  const [notice] = await db.select().from(notices).where(eq(notices.personId, asker.id));
  const asOther = await app.signInAs(await makePerson());
  await send(asOther, '/notices/readings', { topicId: id }).expect(303);
  await send(asOther, '/notices/readings', { noticeId: notice?.id ?? 0 }).expect(303);
  await send(asOther, '/notices/readings', { everything: 'yes' }).expect(303);
  await asOther.get(`/notices/${notice?.id}`).expect(404);
  expect(linesIn(await inbox(asOther, '?show=all'))).toEqual([]);
  expect(await bell(asAsker)).toBe('1');
  await app.visitor().get('/notices').expect(404);
});

test('what leads to no topic is read by going there', async () => {
  const words = { subject: 'Ana Answerer has accepted your invitation', paragraphs: [] };
  await give({ personId: asker.id, kind: 'invitation', words, href: '/people/1', once: 'a' });
  const [line] = linesIn(await inbox(asAsker));
  expect(line).toMatch(/^Ana Answerer has accepted your invitation → \/notices\/\d+$/);
  expect(await bell(asAsker)).toBe('1');
  await asAsker
    .get(line?.split(' → ')[1] ?? '')
    .expect(303)
    .expect('Location', '/people/1');
  expect(await bell(asAsker)).toBe('0');
});

test('what is gone, or not theirs to see any more, does not wait, and is there again when it is', async () => {
  const { reply } = await answered();
  const seen = async () => [await bell(asAsker), linesIn(await inbox(asAsker, '?show=all')).length];
  expect(await seen()).toEqual(['1', 1]);
  await removeReply(answerer, reply.id);
  expect(await seen()).toEqual(['0', 0]);
  await restoreReply(answerer, reply.id);
  expect(await seen()).toEqual(['1', 1]);
  const question = await makeTopic(answerer);
  const answer = await makeReply(asker, question.id);
  await acceptAnswer(answerer, answer.id);
  await app.runJobs();
  expect(await seen()).toEqual(['2', 2]);
  await undoAcceptance(answerer, answer.id);
  expect(await seen()).toEqual(['1', 1]);
});

test('a guest is shown what is in their workspaces or public, and nothing else', async () => {
  const guest = await makeGuest({ workspaces: [1] });
  const asGuest = await app.signInAs(guest);
  const there = await makeTopic(asker, { visibility: 'group' });
  const elsewhere = await makeTopic(asker, { visibility: 'group', requirement: 2 });
  const draft = await makeTopic(asker, { kind: 'guidance', state: 'draft' });
  for (const { id } of [there, elsewhere, draft])
    await give({
      personId: guest.id,
      kind: 'topic',
      topicId: id,
      post: 0,
      actorId: asker.id,
      once: `t${id}`,
    });
  expect(await bell(asGuest)).toBe('1');
  expect(linesIn(await inbox(asGuest)).join()).toContain(`/topics/${there.id}`);
  expect(await inbox(asGuest)).not.toContain(elsewhere.title);
  await db.update(topics).set({ visibility: 'public' }).where(eq(topics.id, elsewhere.id));
  expect(await bell(asGuest)).toBe('2');
});

test('more than nine topics are not counted, and the inbox goes on on further pages', async () => {
  for (let at = 0; at < 22; at++) {
    const { id } = await makeTopic(answerer);
    await give({
      personId: asker.id,
      kind: 'topic',
      topicId: id,
      post: 0,
      actorId: answerer.id,
      once: `t${id}`,
    });
  }
  const html = await inbox(asAsker);
  expect(html).toContain('<span class="govuk-visually-hidden">Requirement </span>1');
  expect(bellOf(html)).toBe('10');
  expect(html).toContain('>9+<');
  expect(linesIn(html)).toHaveLength(20);
  expect(html).toMatch(/href="\/notices\?page(=|&#x3D;)2"/);
  const second = await inbox(asAsker, '?page=2');
  expect(linesIn(second)).toHaveLength(2);
  // What comes while it is open, and what is marked there, leaves its reader on this page.
  expect(second).toMatch(/data-page="\/notices\?page(=|&#x3D;)2"/);
  const topicId = /name="topicId" value="(\d+)"/.exec(second)?.[1] ?? '';
  const marked = await send(asAsker, '/notices/readings?page=2', { topicId }).expect(303);
  expect(marked.headers.location).toMatch(/^\/notices\?page=2&readAt=/);
  expect(linesIn(await inbox(asAsker, '?page=2'))).toHaveLength(1);
  const { text: beyond } = await asAsker.get('/notices?page=3').expect(200);
  expect(beyond).toContain('There is nothing more on this page.');
  expect(beyond).not.toContain('There is nothing new.');
});

test('each kind can be seen alone, and says what will come where there is nothing', async () => {
  await answered();
  for (const kind of noticeKinds) {
    const html = await inbox(asAsker, `?kind=${kind}`);
    expect(linesIn(html)).toHaveLength(kind === 'reply' ? 1 : 0);
    expect(html.includes('It comes here when this happens')).toBe(kind !== 'reply');
  }
  expect(linesIn(await inbox(asAsker, '?kind=constructor'))).toHaveLength(1);
});

test('the page of a kept thread shows each member their own bell', async () => {
  const { id } = await answered();
  const { id: other } = await makeTopic(answerer);
  const asOther = await app.signInAs(answerer);
  expect(bellOf((await asOther.get(`/topics/${other}`)).text)).toBe('0');
  expect(bellOf((await asAsker.get(`/topics/${other}`)).text)).toBe('1');
  expect(bellOf((await asAsker.get(`/topics/${id}`)).text)).toBe('1');
  await flushReadings();
  expect(bellOf((await asAsker.get(`/topics/${id}`)).text)).toBe('0');
});

test('after a year a notice is taken away', async () => {
  await answered();
  later({ days: 360 });
  await sweepNotices();
  const left = () => db.$count(notices, eq(notices.personId, asker.id));
  expect(await left()).toBe(1);
  later({ days: 370 });
  await sweepNotices();
  expect(await left()).toBe(0);
});

test('whoever takes their name off is not named in what others were told, and is told nothing any more', async () => {
  const { title } = await answered();
  const words = { subject: 'Ana Answerer has accepted your invitation', paragraphs: [] };
  await give({ personId: asker.id, kind: 'invitation', words, actorId: answerer.id, href: '/x', once: 'b' });
  const other = await makeTopic(answerer);
  await makeReply(asker, other.id);
  await app.runJobs();
  expect(await db.$count(notices, eq(notices.personId, answerer.id))).toBe(1);
  await leave(answerer, { withoutName: true });
  const html = await inbox(asAsker);
  expect(html).toContain(title);
  expect(html).not.toContain('Ana Answerer');
  expect(linesIn(html).join('\n')).toMatch(
    /^Former member, Hackney, did something about an invitation.*\nFormer member, Hackney, replied to you/,
  );
  expect(await db.$count(notices, eq(notices.personId, answerer.id))).toBe(0);
});

test.each(['0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z', 'now'])(
  'nothing was marked as read at %s',
  async (readAt) => {
    await send(asAsker, '/notices/readings/removal', { readAt }).expect(422);
    await asAsker.get(`/notices?readAt=${readAt}`).expect(200);
  },
);

test('a name with marks that JSON has otherwise is taken out of what others were told as well', async () => {
  const quoted = await makePerson({ name: 'Ana "Bee" O\\Neil' });
  const subject = `${quoted.name} left something`;
  await give({ personId: asker.id, kind: 'act', words: { subject, paragraphs: [] }, href: '/x', once: 'c' });
  expect(await inbox(asAsker)).toContain('Bee');
  await leave(quoted, { withoutName: true });
  expect(await inbox(asAsker)).not.toContain('Bee');
});

test('whoever is suspended is told of nothing that others do meanwhile, and finds what waited when they are back', async () => {
  const { id } = await answered();
  await suspend(asker);
  await makeReply(answerer, id);
  await app.runJobs();
  await db.update(people).set({ suspendedAt: null }).where(eq(people.id, asker.id));
  expect(linesIn(await inbox(asAsker))).toEqual([
    `Ana Answerer, Hackney, replied to you → /topics/${id}/replies/1`,
  ]);
});
