import { sql } from 'drizzle-orm';
import { goRound } from '../../../server/features/follow-ups/go-round.ts';
import { welcome } from '../../../server/features/follow-ups/welcome.ts';
import { searchMisses } from '../../../server/features/search-misses/tables.ts';
import { weekOf } from '../../../server/features/search-misses/weeks.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { makePerson, makeReply, makeReport, makeTopic, workspaceOf } from '../../support/make.ts';

const app = useApp();
let coordinator: Member;
let member: Member;
let asCoordinator: Agent;
const slug = 'understand-user-needs';

beforeAll(async () => {
  coordinator = await makePerson({ name: 'Cory Coordinator', coordinates: [(await workspaceOf(1)).id] });
  member = await makePerson({ name: 'Mia Member', council: 'hackney' });
  asCoordinator = await app.signInAs(coordinator);
});
afterEach(backToNow);

const text = async (path: string, agent = asCoordinator) => (await agent.get(path).expect(200)).text;
/** What a count on the page says, by what it counts. */
const countOf = (page: string, label: string): number =>
  Number(new RegExp(`<strong>([\\d,]+)</strong> <span>${label}`).exec(page)?.[1]);

test('a coordinator sees at a glance what needs them in their workspaces, and in no other', async () => {
  const here = await makeTopic(member, { title: 'Who reads letters out loud?' });
  const elsewhere = await makeTopic(member, { title: 'Which analytics do you use?', requirement: 2 });
  const replied = await makeTopic(member, { title: 'Already talked about' });
  await makeReply(coordinator, replied.id);
  const guidance = await makeTopic(member, { kind: 'guidance', title: 'Overdue guidance' });
  await makeReport(await makePerson({ council: 'merton' }), here.id);
  await db.execute(
    sql`update topics set health = 'overdue', review_by = now() - interval '90 days' where id = ${guidance.id}`,
  );
  await db.insert(searchMisses).values([
    {
      week: weekOf(clock.now()),
      words: 'letters in braille',
      workspaceId: (await workspaceOf(1)).id,
      times: 4,
    },
    { week: weekOf(clock.now()), words: 'drones', workspaceId: null, times: 2 },
  ]);
  const page = await text('/coordinating');
  expect(page).toContain(here.title);
  expect(page).not.toContain(elsewhere.title);
  expect(page).not.toContain(replied.title);
  expect(countOf(page, 'question without a reply')).toBe(1);
  expect(countOf(page, 'questions nobody sees to')).toBe(0);
  expect(countOf(page, 'open report')).toBe(1);
  expect(page).toContain('id="reported">Open reports');
  expect(countOf(page, 'overdue for review')).toBe(1);
  expect(countOf(page, 'searches that found nothing')).toBe(2);
  expect(page).toContain('letters in braille');
  expect(page).toContain('Mia Member');

  const ofWorkspace = await text(`/workspaces/${slug}/coordinating`);
  expect(ofWorkspace).toContain('letters in braille');
  expect(ofWorkspace).not.toContain('drones');
  expect(ofWorkspace.replaceAll('&#x3D;', '=')).toContain(`href="/reviews?need=overdue&amp;in=${slug}"`);
  expect(await text(`/reviews?need=overdue&in=${slug}`)).toContain('Overdue guidance');
  await asCoordinator.get('/workspaces/do-ongoing-user-research/coordinating').expect(404);
  await asCoordinator.get('/reviews?need=overdue&in=do-ongoing-user-research').expect(404);
  await asCoordinator.get('/coordinating/questions?in=do-ongoing-user-research').expect(404);
});

test('what is asked of them stands first; when all have been asked, it is said that nobody sees to it', async () => {
  const { id, title } = await makeTopic(member, { title: 'Who sees to this?' });
  later({ days: 10 });
  await goRound();
  asCoordinator = await app.signInAs(coordinator);
  expect(await text('/coordinating')).toMatch(
    new RegExp(
      `You are asked, or see to it[\\s\\S]*${title.replace('?', '\\?')}[\\s\\S]*Cory Coordinator is asked until`,
    ),
  );
  later({ days: 20 });
  await goRound();
  asCoordinator = await app.signInAs(coordinator);
  const page = await text('/coordinating');
  expect(page).not.toContain('You are asked, or see to it');
  expect(countOf(page, 'questions? nobody sees to')).toBeGreaterThan(0);
  const list = await text('/coordinating/questions?need=nobody');
  expect(list).toContain(`href="/topics/${id}/follow-up"`);
  backToNow();
  asCoordinator = await app.signInAs(coordinator);
});

test('whoever is new is welcomed once, and of two who do the second is told who was quicker', async () => {
  const newcomer = await makePerson({ name: 'Nell Newcomer', joined: new Date() });
  const other = await makePerson({ name: 'Ola Other', coordinates: 'all' });
  expect(await text('/coordinating/newcomers')).toContain('Nell Newcomer');
  const [one, two] = await Promise.all([welcome(coordinator, newcomer.id), welcome(other, newcomer.id)]);
  expect(one).toEqual(two);
  const second = one.byId === coordinator.id ? other : coordinator;
  const told = await send(await app.signInAs(second), `/people/${newcomer.id}/welcome`).expect(409);
  expect(told.text).toContain(`${one.by} was quicker`);
  const page = await text('/coordinating/newcomers');
  expect(page).toMatch(new RegExp(`Nell Newcomer</a>, by ${one.by}`));
  expect(page).not.toContain(`action="/people/${newcomer.id}/welcome"`);
});

test('whoever joined more than two weeks ago is not new any more', async () => {
  await makePerson({ name: 'Late Comer', joined: new Date() });
  later({ days: 15 });
  expect(await text('/coordinating/newcomers', await app.signInAs(coordinator))).not.toContain('Late Comer');
});

test('a coordinator is led from a question without an answer to who sees to it', async () => {
  const { id } = await makeTopic(member);
  asCoordinator = await app.signInAs(coordinator);
  expect(await text(`/topics/${id}`)).toContain(`href="/topics/${id}/follow-up"`);
  expect(await text(`/topics/${id}`, await app.signInAs(member))).not.toContain('/follow-up"');
});
