import { sql } from 'drizzle-orm';
import { tellOfWeek } from '../../../server/features/follow-ups/tell-of-week.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { send, useApp } from '../../support/app.ts';
import { backToNow } from '../../support/clock.ts';
import { emailFields, makePerson, makeReply, makeTopic, workspaceOf } from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let coordinator: Member;
let elsewhere: Member;
let asker: Member;

const at = (moment: string) => {
  clock.now = () => new Date(moment);
};
const toldWeekTo = async ({ email }: Member) =>
  (await listTold()).filter(({ to, kind }) => to === email && kind === 'week');

beforeAll(async () => {
  at('2027-06-01T10:00:00Z');
  asker = await makePerson({ name: 'Asha Asker' });
  coordinator = await makePerson({ name: 'Cory Coordinator', coordinates: [(await workspaceOf(1)).id] });
  elsewhere = await makePerson({ name: 'Eli Elsewhere', coordinates: [(await workspaceOf(2)).id] });
  // Nobody is new any more.
  await db.execute(sql`update people set created_at = '2027-01-01'`);
});
afterEach(backToNow);

test('on Mondays a coordinator is told what needs them, once, and by email at their hour', async () => {
  at('2027-06-04T10:00:00Z');
  const { id, title } = await makeTopic(asker, { title: 'Who reads letters out loud?' });
  at('2027-06-06T03:37:00Z');
  await tellOfWeek();
  expect(await toldWeekTo(coordinator)).toEqual([]);
  at('2027-06-07T03:37:00Z');
  await tellOfWeek();
  await tellOfWeek();
  const [told, ...more] = await toldWeekTo(coordinator);
  expect(more).toEqual([]);
  expect(told).toMatchObject({ subject: 'Your week as a coordinator', href: '/coordinating' });
  expect(told?.text).toContain('1 question without a reply /coordinating/questions?need=without-reply');
  expect(told?.text).toContain(`${title} /topics/${id}/follow-up`);
  // Nothing needs the other, and so nothing is said.
  expect(await toldWeekTo(elsewhere)).toEqual([]);
  expect(await toldWeekTo(asker)).toEqual([]);

  mailbox.length = 0;
  at('2027-06-07T06:59:00Z');
  await app.runJobs();
  expect(mailbox.filter(({ to }) => to === coordinator.email)).toEqual([]);
  at('2027-06-07T07:01:00Z');
  await app.runJobs();
  const mail = mailbox.find(({ to, subject }) => to === coordinator.email && subject.startsWith('Your week'));
  expect(mail?.text).toContain('1 question without a reply');
  expect(mail?.text).toContain(title);
  expect(mail?.text).toContain('/emails/week');
});

test('on a bank holiday it comes on the next working day, without titles that are kept out of mail', async () => {
  const { id } = await workspaceOf(1);
  await db.execute(sql`update workspaces set mails_content = false where id = ${id}`);
  mailbox.length = 0;
  at('2027-08-30T03:37:00Z');
  await tellOfWeek();
  at('2027-08-30T10:00:00Z');
  await app.runJobs();
  expect(mailbox).toEqual([]);
  at('2027-08-31T08:00:00Z');
  await app.runJobs();
  const mail = mailbox.find(({ to, subject }) => to === coordinator.email && subject.startsWith('Your week'));
  expect(mail?.text).toContain('1 question without a reply');
  expect(mail?.text).not.toContain('Who reads letters out loud?');
  await db.execute(sql`update workspaces set mails_content = true`);
});

test('it can be switched off, by those whom it is for; others are not asked, and lose no choice by saving', async () => {
  at('2027-09-06T03:00:00Z');
  const asCoordinator = await app.signInAs(coordinator);
  expect((await asCoordinator.get('/account/emails')).text).toContain('Your week as a coordinator');
  const asAsker = await app.signInAs(asker);
  expect((await asAsker.get('/account/emails')).text).not.toContain('Your week as a coordinator');
  expect((await asAsker.get('/notices')).text).not.toContain('Your week as a coordinator');
  await send(asCoordinator, '/account/emails', emailFields({ 'mail-week': 'none' })).expect(303);
  mailbox.length = 0;
  await tellOfWeek();
  at('2027-09-06T12:00:00Z');
  await app.runJobs();
  expect(mailbox).toEqual([]);
  expect(await toldWeekTo(coordinator)).toHaveLength(3);
  const { 'mail-week': _, ...fields } = emailFields();
  await send(asCoordinator, '/account/emails', fields).expect(303);
  expect((await asCoordinator.get('/account/emails')).text).toMatch(
    /name="mail-week" value="none"[^>]* checked/,
  );
});

test('nothing is said when nothing needs them', async () => {
  const [row] = (await db.execute<{ id: number }>(sql`select id from topics order by id limit 1`)).rows;
  at('2027-09-07T10:00:00Z');
  await makeReply(elsewhere, row?.id ?? 0);
  at('2027-09-13T03:37:00Z');
  const before = (await toldWeekTo(coordinator)).length;
  await tellOfWeek();
  expect(await toldWeekTo(coordinator)).toHaveLength(before);
});
