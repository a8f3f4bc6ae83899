import type { Page } from 'playwright-core';
import { changeProfile } from '../../server/features/people/change-profile.ts';
import { acceptAnswer } from '../../server/features/replies/accept-answer.ts';
import { flushReadings, noteReading } from '../../server/features/topics/readings.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeTopic, workspaceOf } from '../support/make.ts';
import { until } from '../support/until.ts';
import { listen, openLivePage, openPage, shows, wasNeverReloaded } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let asker: Member;
let helper: Member;
beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Rahman' });
  helper = await makePerson({ name: 'Tom Price', council: 'hackney' });
});

async function openWorkspace(requirement: number, { as, query = '' }: { as?: Member; query?: string } = {}) {
  const { slug } = await workspaceOf(requirement);
  return openLivePage({ browser, address: app.address, as, path: `/workspaces/${slug}${query}` });
}

const titlesOn = (page: Page) => page.locator('.topic-row__title a').allTextContents();
const endsWith = (page: Page, titles: string[]) =>
  until(`the page shows ${titles.join(', ') || 'nothing'}`, async () => {
    return JSON.stringify(await titlesOn(page)) === JSON.stringify(titles);
  });

test('a topic with something new comes first, with the number of replies that its reader has not read', async () => {
  const older = await makeTopic(asker, { requirement: 1, title: 'Older' });
  await makeReply(helper, older.id);
  noteReading(asker.id, older.id, 1);
  await flushReadings();
  await makeTopic(asker, { requirement: 1, title: 'Newer' });
  const page = await openWorkspace(1, { as: asker });
  const said = await listen(page);
  expect(await titlesOn(page)).toEqual(['Newer', 'Older']);
  await page.getByText('Older').focus();

  await makeReply(helper, older.id);
  await makeReply(helper, older.id);
  await endsWith(page, ['Older', 'Newer']);
  await shows(page, '.topic-row:first-child .fresh', '2 new');
  await shows(page, '.topic-row:first-child', '3 replies');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Older');
  await until('it is announced', async () => (await said()).some((words) => words.includes('something new')));

  await makeTopic(helper, { requirement: 1, title: 'Newest', kind: 'guidance' });
  await endsWith(page, ['Newest', 'Older', 'Newer']);
  await shows(page, '.counts', '1 guidance');
  expect(await wasNeverReloaded(page)).toBe(true);
});

test('the first topic of a workspace takes the place of the words that say there is none', async () => {
  const page = await openWorkspace(2, { as: helper });
  await shows(page, 'main', 'Nothing here yet');
  await makeTopic(asker, { requirement: 2, title: 'The first' });
  await endsWith(page, ['The first']);
  expect(await page.locator('.empty').count()).toBe(0);
  expect(await wasNeverReloaded(page)).toBe(true);
});

test('a list that is narrowed takes in what fits, and lets go of what no longer does', async () => {
  const unsolved = await makeTopic(asker, { requirement: 3, title: 'Unsolved' });
  await makeTopic(asker, { requirement: 3, title: 'Still open' });
  const page = await openWorkspace(3, { as: asker, query: '?state=unsolved' });
  const reply = await makeReply(helper, unsolved.id);
  await makeTopic(helper, { requirement: 3, title: 'How we did it', kind: 'guidance' });
  await makeTopic(helper, { requirement: 3, title: 'Another question' });
  await endsWith(page, ['Another question', 'Unsolved', 'Still open']);
  await acceptAnswer(asker, reply.id);
  await endsWith(page, ['Another question', 'Still open']);
});

test('visitors are told of what is public and of nothing else', async () => {
  await makeTopic(asker, { requirement: 4, title: 'For all' });
  const page = await openWorkspace(4);
  const members = await openWorkspace(4, { as: helper });
  await makeTopic(asker, { requirement: 4, title: 'Between us', visibility: 'group' });
  await makeTopic(asker, { requirement: 4, title: 'For all, too' });
  await endsWith(page, ['For all, too', 'For all']);
  await endsWith(members, ['For all, too', 'Between us', 'For all']);
});

test('what happened while the line was cut is there when it is back', async () => {
  await makeTopic(asker, { requirement: 5, title: 'Before' });
  const page = await openWorkspace(5, { as: asker });
  await page.context().setOffline(true);
  await shows(page, '.live-status', 'You have been offline since');
  await makeTopic(helper, { requirement: 5, title: 'Meanwhile' });
  await page.context().setOffline(false);
  await endsWith(page, ['Meanwhile', 'Before']);
  expect(await wasNeverReloaded(page)).toBe(true);
});

test('the page of the whole Standard keeps its counts', async () => {
  const page = await openLivePage({ browser, address: app.address, as: asker, path: '/standard' });
  const { slug } = await workspaceOf(7);
  const counts = `.requirement-row:has(a[href="/workspaces/${slug}"]) .counts`;
  expect(await page.locator(counts).textContent()).toMatch(/^\s*0 open/);
  const { id } = await makeTopic(asker, { requirement: 7 });
  await shows(page, counts, '1 open');
  const reply = await makeReply(helper, id);
  await acceptAnswer(asker, reply.id);
  await shows(page, counts, '1 solved');
});

test('who shows when they are here appears in another browser when they come, and is gone when they stop', async () => {
  const open = await makePerson({ name: 'Open Omar', council: 'ealing' });
  const offers = { requirements: [], tags: [] };
  const profile = { name: open.name, job: '', workingOn: '', showsVisits: true };
  const page = await openLivePage({
    browser,
    address: app.address,
    as: asker,
    path: '/people?council=ealing',
  });
  const said = await listen(page);
  expect(await page.locator('.seen time').count()).toBe(0);

  await changeProfile(open, profile, offers);
  await openPage({ browser, address: app.address, as: open, path: '/about' });
  await shows(page, '.person-row .seen--now', 'Here now');
  await changeProfile(open, { ...profile, showsVisits: false, name: 'Omar Open' }, offers);
  await shows(page, '.person-row__name', 'Omar Open');
  expect(await page.locator('.seen time').count()).toBe(0);
  expect(await said()).toEqual([]);
  expect(await wasNeverReloaded(page)).toBe(true);
});
