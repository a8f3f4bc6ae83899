import { sweepMisses } from '../../../server/features/search-misses/sweep-misses.ts';
import { isWorthKeeping, normalised } from '../../../server/features/search-misses/words.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { ask, asOwner } from '../../support/databases.ts';
import { makeGuest, makePerson, makeTopic } from '../../support/make.ts';

const app = useApp();
let person: Member;
let agent: Agent;
let other: Agent;
let coordinator: Agent;
let keeper: Member;

beforeAll(async () => {
  person = await makePerson();
  agent = await app.signInAs(person);
  other = await app.signInAs(await makePerson({ council: 'hackney' }));
  keeper = await makePerson({ coordinates: 'all' });
  coordinator = await app.signInAs(keeper);
  await makeTopic(person, { title: 'Kestrels' });
});
beforeEach(async () => {
  backToNow();
  await asOwner('truncate search_misses, search_miss_days cascade');
});
afterAll(backToNow);

const inDatabase = (query: string) => ask(process.env.DATABASE_URL as string, query);
const look = (by: Agent, query: Record<string, string>) =>
  by.get(`/search?${new URLSearchParams(query)}`).expect(200);
const counted = async () => {
  const rows = await inDatabase('select words, times, workspace_id from search_misses order by id');
  return rows.map(({ words, times, workspace_id }) => [words, times, workspace_id !== null]);
};
const seen = async (by = coordinator, query = '') =>
  (await by.get(`/search/misses${query}`).expect(200)).text;

test('what is looked for and not found is counted, once a person and day, whatever its capitals and spaces', async () => {
  await look(agent, { q: 'Osprey nests' });
  await look(agent, { q: ' osprey   NESTS ' });
  expect(await counted()).toEqual([['osprey nests', 1, false]]);
  await look(other, { q: 'osprey nests' });
  await look(other, { q: 'kestrels' });
  await look(app.visitor(), { q: 'a visitor’s words' });
  expect(await counted()).toEqual([['osprey nests', 2, false]]);
  later({ days: 1 });
  await look(agent, { q: 'osprey nests' });
  const times = (await counted()).reduce((sum, [, count]) => sum + Number(count), 0);
  expect(times).toBe(3);
});

test('where it was looked for is kept; what was narrowed in other ways, or looked for while typing, is not counted', async () => {
  await look(agent, { q: 'merlins', in: 'understand-user-needs' });
  await look(agent, { q: 'hobbies', kind: 'pattern' });
  await look(agent, { q: 'hobbies', in: 'no-such-workspace' });
  for (const q of ['-hobbies', 'the', 'of the and', '"of the"', '&']) await look(agent, { q });
  await agent.get('/search/results?q=hobb').expect(200);
  expect(await counted()).toEqual([['merlins', 1, true]]);
  await send(agent, '/search/misses?q=buzzards').expect(204);
  await send(agent, '/search/misses?q=kestrels').expect(204);
  await send(agent, '/search/misses').expect(204);
  expect(await counted()).toEqual([
    ['merlins', 1, true],
    ['buzzards', 1, false],
  ]);
});

test('nothing is kept of who it was but a mark that holds for the day, and goes within the hour after it', async () => {
  await look(agent, { q: 'goshawks' });
  const [mark] = await inDatabase('select * from search_miss_marks');
  expect(Object.keys(mark)).toEqual(['day', 'mark']);
  expect(Object.keys((await inDatabase('select * from search_misses'))[0])).not.toContain('person_id');
  await sweepMisses();
  expect(await inDatabase('select 1 from search_miss_marks')).toHaveLength(1);
  later({ days: 1 });
  await sweepMisses();
  for (const table of ['search_miss_marks', 'search_miss_days'])
    expect(await inDatabase(`select 1 from ${table}`)).toEqual([]);
  expect(await counted()).toEqual([['goshawks', 1, false]]);
  later({ days: 380 });
  await sweepMisses();
  expect(await counted()).toEqual([]);
});

test('addresses, long numbers and single letters are not kept', () => {
  const words = ['amina@camden.gov.uk', '020 7974 4444', 'case 1234567', 'x', '?!', ''];
  expect(words.filter(isWorthKeeping)).toEqual([]);
  expect(['wcag 2.2', 'iso 27001', 'ai', 'données'].filter(isWorthKeeping)).toHaveLength(4);
  expect([...normalised(`${'😀'.repeat(300)}`)]).toHaveLength(200);
});

test('coordinators and administrators see it by week, most often first, and can search, ask and write from there', async () => {
  await look(agent, { q: 'red kites' });
  for (const by of [agent, other]) await look(by, { q: 'harriers & <b>' });
  await look(agent, { q: 'red kites', in: 'understand-user-needs' });
  const page = await seen();
  expect([...page.matchAll(/search-miss__words">([^<]+)/g)].map(([, words]) => words)).toEqual([
    'harriers &amp; &lt;b&gt;',
    'red kites',
    'red kites',
  ]);
  expect(page).toContain('Looked for 2 times');
  for (const address of [
    '/search?q&#x3D;red+kites&amp;in&#x3D;understand-user-needs',
    '/search/topic?title&#x3D;red+kites&amp;kind&#x3D;question&amp;in&#x3D;understand-user-needs',
    '/search/topic?title&#x3D;red+kites&amp;kind&#x3D;guidance"',
  ])
    expect(page).toContain(address);
  await seen(await app.signInAs(await makePerson({ administrator: true })));
  for (const by of [
    agent,
    app.visitor(),
    await app.signInAs(await makeGuest()),
    await app.signInAs(await makePerson({ lead: true })),
  ])
    await by.get('/search/misses').expect(404);

  later({ days: 7 });
  const then = await app.signInAs(keeper);
  const next = await seen(then);
  expect(next).not.toContain('red kites');
  const [, earlier = ''] = /href="\/search\/misses(\?week&#x3D;[\d-]+)"/.exec(next) ?? [];
  expect(await seen(then, earlier.replace('&#x3D;', '='))).toContain('red kites');
});

test('a guest’s words count too, and nobody can fill the list alone', async () => {
  const guest = await app.signInAs(await makeGuest());
  for (let at = 0; at < 101; at++) await send(guest, `/search/misses?q=falcon${at}x`).expect(204);
  expect(await counted()).toHaveLength(100);
});
