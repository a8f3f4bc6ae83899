import { pathToFileURL } from 'node:url';
import { sql } from 'drizzle-orm';
import { seenLately } from '../../../server/features/people/seen.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { makePerson } from '../../support/make.ts';

const { seenWords } = await import(pathToFileURL('static/js/people/seen.js').href);

const app = useApp();
let shy: Member;
let open: Member;
let agent: Agent;
let looking: Agent;

beforeEach(async () => {
  shy = await makePerson({ name: 'Shy Sheila', council: 'ealing' });
  open = await makePerson({ name: 'Open Omar', council: 'ealing' });
  agent = await app.signInAs(open);
  looking = await app.signInAs(await makePerson());
  await send(agent, `/people/${open.id}/edit`, { name: open.name, showsVisits: 'yes' }).expect(303);
});
afterEach(backToNow);

const rowOf = ({ id }: Member, html: string) =>
  html.split(`data-part="person-${id}"`)[1]?.split('</li>')[0] ?? '';

const openPage = async () => {
  const page = await app.connect(looking);
  expect((await page.watch('people:1')).ok).toBe(true);
  return page;
};

test('who says so is shown as here, and nobody else is', async () => {
  await agent.get('/').expect(200);
  await (await app.signInAs(shy)).get('/').expect(200);
  const { text } = await looking.get('/people?council=ealing').expect(200);
  expect(rowOf(open, text)).toContain('Here now');
  expect(rowOf(shy, text)).not.toMatch(/Here now|Seen|<time/);
  expect((await looking.get(`/people/${open.id}`)).text).toContain('Here now');
  expect((await looking.get('/councils/ealing')).text).toContain('Here now');
  expect((await app.visitor().get('/councils/ealing')).text).not.toContain('Here now');
});

test('an open page is told when somebody comes who says so, and of nobody else', async () => {
  await agent.get('/').expect(200);
  const page = await openPage();
  later({ minutes: 20 });
  await (await app.signInAs(shy)).get('/').expect(200);
  await agent.get('/').expect(200);
  const [patch] = await page.hearPatches(`seen-${open.id}`);
  expect(patch?.html).toContain('Here now');
  expect(page.patchesOf(`seen-${shy.id}`)).toEqual([]);
});

test('no list of when somebody was here is kept', async () => {
  await agent.get('/').expect(200);
  later({ minutes: 20 });
  await agent.get('/').expect(200);
  const { rows } = await db.execute(sql`select 1 from events where name = 'person-seen'`);
  expect(rows).toEqual([]);
});

test('turning it off takes it away at once, also on pages that are open', async () => {
  await agent.get('/').expect(200);
  const page = await openPage();
  await send(agent, `/people/${open.id}/edit`, { name: open.name }).expect(303);
  const [patch] = await page.hearPatches(`seen-${open.id}`);
  expect(patch?.html).not.toContain('<time');
  expect(rowOf(open, (await looking.get('/people?council=ealing')).text)).not.toContain('<time');
  later({ minutes: 20 });
  await agent.get('/').expect(200);
  await app.settle();
  expect(page.patchesOf(`seen-${open.id}`)).toHaveLength(1);
});

test('turning it on shows no visit from before', async () => {
  const { showsVisitsSince, seenAt } = {
    showsVisitsSince: new Date('2026-03-03'),
    seenAt: new Date('2026-03-02'),
  };
  expect(seenLately({ showsVisitsSince, seenAt })).toBeUndefined();
});

test('a page that missed it notices by the number of its room', async () => {
  await agent.get('/').expect(200);
  await app.settle();
  const { seq } = await (await openPage()).watch('people:1');
  later({ minutes: 20 });
  await agent.get('/').expect(200);
  await app.settle();
  const again = await (await openPage()).watch('people:1');
  expect(again.seq).not.toBe(seq);
  expect((await (await openPage()).watch('people:1')).seq).toBe(again.seq);
});

test('pages and scripts say the same at every moment, and it grows old without being told more', () => {
  const seenAt = new Date('2026-03-27T22:30:00Z');
  const showsVisitsSince = new Date('2026-01-01');
  const said: string[] = [];
  let shown = '';
  for (let minutes = 0; minutes < 8 * 24 * 60; minutes += 5) {
    const now = new Date(seenAt.getTime() + minutes * 60_000);
    clock.now = () => now;
    const seen = seenLately({ showsVisitsSince, seenAt });
    if (minutes === 0) shown = seen?.at ?? '';
    const words = seen?.words ?? '';
    expect([now, seenWords(shown, now)]).toEqual([now, words]);
    if (seen) expect([now, seenWords(seen.at, now)]).toEqual([now, words]);
    if (said.at(-1) !== words) said.push(words);
  }
  expect(said).toEqual(['Here now', 'Seen today', 'Seen this week', '']);
});
