import { eq, sql } from 'drizzle-orm';
import { people } from '../../../server/features/people/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makeGuest, makePerson, suspend, workspaceOf } from '../../support/make.ts';

const app = useApp();
let looking: Agent;

beforeAll(async () => {
  looking = await app.signInAs(await makePerson({ name: 'Looking Lou' }));
});

interface Says {
  requirement?: number;
  line?: string;
  tag?: string;
}

async function makeHelper(name: string, council: string, { requirement, line = 'A line', tag }: Says) {
  const person = await makePerson({ name, council });
  const help = requirement && (await workspaceOf(requirement)).requirement?.id;
  const fields = {
    name,
    job: 'Researcher',
    ...(help && { [`help-${help}`]: line }),
    ...(tag && { 'tag-1': tag }),
  };
  await send(await app.signInAs(person), `/people/${person.id}/edit`, fields).expect(303);
  return person;
}

async function namesAt(path: string): Promise<string[]> {
  const { text } = await looking.get(path).expect(200);
  return [...text.matchAll(/person-row__name"><a[^>]*>([^<]*)</g)].map(([, name]) => name ?? '');
}

test('says who knows about a requirement, where they are and what they know', async () => {
  await makeHelper('Nora Nine', 'merton', { requirement: 9, line: 'Rehearsed two outages' });
  await makeHelper('Otto Other', 'merton', { requirement: 8 });
  const { text } = await looking.get('/people?requirement=9').expect(200);
  for (const words of ['1 person', 'Nora Nine', 'Researcher', 'Merton', 'Rehearsed two outages']) {
    expect(text).toContain(words);
  }
  expect(text).not.toContain('Otto Other');
  const { slug } = await workspaceOf(9);
  expect((await looking.get(`/workspaces/${slug}`)).text).toContain('href="/people?requirement=9"');
});

test('requirement, council, tag and name narrow it together, and each person is there once', async () => {
  await makeHelper('Ada Both', 'bexley', { requirement: 4, tag: 'Forms' });
  await makeHelper('Bea Both', 'brent', { requirement: 4, tag: 'forms' });
  await makeHelper('Ada Half', 'bexley', { requirement: 4 });
  expect(await namesAt('/people?requirement=4')).toEqual(['Ada Both', 'Ada Half', 'Bea Both']);
  expect(await namesAt('/people?requirement=4&tag=forms')).toEqual(['Ada Both', 'Bea Both']);
  expect(await namesAt('/people?requirement=4&tag=FORMS&council=bexley')).toEqual(['Ada Both']);
  expect(await namesAt('/people?requirement=4&name=aDA')).toEqual(['Ada Both', 'Ada Half']);
  for (const nothing of ['requirement=99', 'council=atlantis', 'tag=nothing', 'name=%25', 'name=_']) {
    expect([nothing, await namesAt(`/people?${nothing}`)]).toEqual([nothing, []]);
  }
});

test('where nobody has said so yet, it leads to a question in that workspace', async () => {
  const { slug } = await workspaceOf(13);
  const { text } = await looking.get('/people?requirement=13').expect(200);
  expect(text).toContain('Nobody has said yet');
  expect(text).toContain(`href="/workspaces/${slug}/topics/new?kind&#x3D;question"`);
});

test('is in pages, by name, without anybody left out or twice', async () => {
  const made = await db.execute<{ name: string }>(sql`
    insert into people (email, name, council_id)
    select 'many' || at || '@sutton.gov.uk', 'Many ' || (at % 7), (select id from councils where slug = 'sutton')
    from generate_series(1, 75) at returning name`);
  expect(made.rows).toHaveLength(75);
  const { text } = await looking.get('/people?council=sutton').expect(200);
  expect(text).toContain('75 people');
  const ids: string[] = [];
  for (const page of [1, 2, 3]) {
    const { text } = await looking.get(`/people?council=sutton&page=${page}`).expect(200);
    ids.push(...[...text.matchAll(/data-part="person-(\d+)"/g)].map(([, id]) => id ?? ''));
  }
  expect([ids.length, new Set(ids).size]).toEqual([75, 75]);
  expect((await namesAt('/people?council=sutton&page=999')).length).toBe(15);
});

test('leaves out who is suspended, dormant, gone or a guest, there and wherever people are listed or counted', async () => {
  const line = { requirement: 6, tag: 'leaving' };
  await makeHelper('Here Hana', 'havering', line);
  const suspended = await makeHelper('Suspended Sam', 'havering', line);
  const dormant = await makeHelper('Dormant Dee', 'havering', line);
  const left = await makeHelper('Left Leo', 'havering', line);
  const back = await makeHelper('Back Bo', 'havering', line);
  await suspend(suspended);
  await db.update(people).set({ dormantAt: clock.now() }).where(eq(people.id, dormant.id));
  await db.update(people).set({ leftAt: clock.now() }).where(eq(people.id, left.id));
  const over = new Date(clock.now().getTime() - 1000);
  await db.update(people).set({ suspendedAt: over, suspendedUntil: over }).where(eq(people.id, back.id));
  await makeGuest();
  expect(await namesAt('/people?requirement=6')).toEqual(['Back Bo', 'Here Hana']);
  expect(await namesAt('/people?tag=leaving')).toEqual(['Back Bo', 'Here Hana']);
  const { slug } = await workspaceOf(6);
  for (const path of [`/workspaces/${slug}`, '/councils/havering', '/people?council=havering']) {
    const { text } = await looking.get(path).expect(200);
    expect(text).toContain('Here Hana');
    for (const gone of ['Suspended Sam', 'Dormant Dee', 'Left Leo']) expect(text).not.toContain(gone);
  }
  const { text } = await looking.get('/people');
  expect(text).toContain('Havering (2)');
  expect(text).not.toMatch(/Guest \d/);
});

test('an open page shows a new name at once, and nothing of somebody who is gone', async () => {
  const person = await makeHelper('Old Name', 'brent', { requirement: 2 });
  const page = await app.connect(looking);
  await page.watch('people:1');
  await send(await app.signInAs(person), `/people/${person.id}/edit`, { name: 'New Name' }).expect(303);
  const [row] = await page.hearPatches(`person-${person.id}`);
  expect(row?.html).toContain('New Name');
});

test('is for members: its link is on their pages, and neither visitors nor guests learn that there is one', async () => {
  const guest = await app.signInAs(await makeGuest());
  for (const agent of [app.visitor(), guest]) {
    await agent.get('/people').expect(404);
    expect((await agent.get('/')).text).not.toContain('href="/people"');
  }
  expect((await looking.get('/')).text).toContain('href="/people"');
});
