import { eq } from 'drizzle-orm';
import { findCouncil } from '../../../server/features/councils/queries.ts';
import { councilMoves, people } from '../../../server/features/people/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makeGuest, makePerson, makeTopic, suspend, workspaceOf } from '../../support/make.ts';

const app = useApp();
let looking: Agent;

beforeAll(async () => {
  looking = await app.signInAs(await makePerson());
});

const set = ({ id }: { id: number }, values: Partial<typeof people.$inferInsert>) =>
  db.update(people).set(values).where(eq(people.id, id));
const profileOf = async ({ id }: { id: number }, as = looking) =>
  (await as.get(`/people/${id}`).expect(200)).text.split('<main')[1] ?? '';

test('says what roles somebody holds, in words', async () => {
  const [one, four] = [(await workspaceOf(1)).id, (await workspaceOf(4)).id];
  const text = await profileOf(await makePerson({ lead: true, assessor: true, coordinates: [four, one] }));
  expect(text).toContain('Council lead · Coordinator of requirements 1 and 4 · Assessor');
  expect(await profileOf(await makePerson({ coordinates: 'all' }))).toContain(
    'Coordinator of all workspaces',
  );
});

test('says which councils somebody was at before, and until when', async () => {
  const person = await makePerson({ council: 'brent' });
  const [from, to] = [(await findCouncil('camden')).id, (await findCouncil('brent')).id];
  await db.insert(councilMoves).values({
    personId: person.id,
    fromCouncilId: from,
    toCouncilId: to,
    movedAt: new Date('2026-03-12T12:00:00Z'),
  });
  expect(await profileOf(person)).toMatch(/Before: <a[^>]*>Camden<\/a>, until March 2026/);
});

test('of somebody who left says so, with what they posted and no more', async () => {
  const person = await makePerson({ name: 'Lea Left', job: 'Analyst', email: 'lea.left@camden.gov.uk' });
  const { title } = await makeTopic(person);
  const own = await app.signInAs(person);
  await send(own, `/people/${person.id}/edit`, { name: person.name, 'tag-1': 'forms', workingOn: 'Bins' });
  await set(person, { leftAt: clock.now() });
  const text = await profileOf(person);
  for (const words of ['Lea Left', 'Former member, Camden', title]) expect(text).toContain(words);
  for (const words of ['lea.left@', 'Analyst', '>forms<', 'Bins<', 'Can help'])
    expect(text).not.toContain(words);
  await set(person, { nameWithdrawnAt: clock.now() });
  await looking.get(`/people/${person.id}`).expect(404);
});

test('of somebody who sleeps says since when they have not confirmed their address, and asks nobody to write to them', async () => {
  const person = await makePerson({ email: 'dora.dormant@camden.gov.uk' });
  await set(person, { dormantAt: clock.now(), addressProvedAt: new Date('2026-01-05T12:00:00Z') });
  const text = await profileOf(person);
  expect(text).toContain('Has not confirmed their address since 5 January 2026');
  expect(text).not.toContain('dora.dormant@');
});

test('of somebody suspended there is none until the suspension is over', async () => {
  const person = await makePerson();
  await suspend(person);
  await looking.get(`/people/${person.id}`).expect(404);
  await set(person, { suspendedUntil: new Date(clock.now().getTime() - 1000) });
  await looking.get(`/people/${person.id}`).expect(200);
});

test('guests see and change their own and no other; members see where a guest is from', async () => {
  const guest = await makeGuest();
  const agent = await app.signInAs(guest);
  const other = await makeGuest();
  const member = await makePerson();
  const own = await profileOf(guest, agent);
  expect(own).toContain('GLA, guest');
  expect(own).not.toMatch(/data-room|href="\/people\?/);
  await send(agent, `/people/${guest.id}/edit`, { name: 'Gus Guest', 'tag-1': 'planning' }).expect(303);
  expect(await profileOf(guest, agent)).toContain('planning');
  for (const { id } of [other, member]) {
    await agent.get(`/people/${id}`).expect(404);
    await agent.get(`/people/${id}/edit`).expect(404);
    await send(agent, `/people/${id}/edit`, { name: 'Taken' }).expect(404);
  }
  expect(await profileOf(guest)).toContain('Gus Guest');
});

test('whoever wrote what was imported has none', async () => {
  const [{ id } = { id: 0 }] = await db
    .insert(people)
    .values({ email: 'import+x@invalid', name: 'Imported Iris' })
    .returning({ id: people.id });
  await looking.get(`/people/${id}`).expect(404);
});

test('tags can have a line each: ten at most, none twice, and a line needs its tag', async () => {
  const person = await makePerson();
  const agent = await app.signInAs(person);
  const path = `/people/${person.id}/edit`;
  const ten = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`tag-${at + 1}`, `Tag ${at}`]));
  await send(agent, path, { name: 'Ten', ...ten, 'tag-3-line': 'Third line', 'tag-11': 'eleventh' }).expect(
    303,
  );
  const text = await profileOf(person);
  expect([text.includes('tag 9'), text.includes('Third line'), text.includes('eleventh')]).toEqual([
    true,
    true,
    false,
  ]);
  const wrong: [Record<string, string>, string][] = [
    [{ 'tag-2-line': 'Kept line' }, 'Enter the tag that you wrote this line for'],
    [{ 'tag-1': 'forms', 'tag-2': ' FORMS ', 'tag-2-line': 'Kept line' }, 'You have entered “forms” twice'],
    [{ 'tag-2': '!?', 'tag-2-line': 'Kept line' }, 'Enter a tag with letters or numbers in it'],
    [{ 'tag-2': 'x'.repeat(41), 'tag-2-line': 'Kept line' }, 'Tag must be 40 characters or fewer'],
  ];
  for (const [fields, words] of wrong) {
    const sent = await send(agent, path, { name: 'Ten', ...fields });
    expect([words, sent.status]).toEqual([words, 422]);
    expect(sent.text).toContain(`<a href="#tag-2">${words}`);
    expect(sent.text).toContain('Kept line');
  }
});
