import type { Page } from 'playwright-core';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { ask } from '../support/databases.ts';
import { makePerson, makeTopic } from '../support/make.ts';
import { until } from '../support/until.ts';
import { openPage, shows, signIn } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let member: Member;

beforeAll(async () => {
  member = await makePerson({ council: 'hackney' });
  await makeTopic(member, { title: 'Parking permits for carers' });
  await makeTopic(member, { title: 'Parking fines', kind: 'guidance' });
  await makeTopic(member, { title: 'Library cards', requirement: 2 });
});

const open = (path: string, more: { width?: number; scripts?: boolean } = {}) =>
  openPage({ browser, address: app.address, as: member, path, ...more });

/** What the page asks for while somebody types, and what its line says aloud. */
async function watch(page: Page) {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/search/results') asked.push(searchParams.get('q') ?? '');
  });
  await page.evaluate(() => {
    const said: string[] = [];
    const line = document.querySelector('[data-search-status]') as HTMLElement;
    new MutationObserver(() => said.push(line.textContent)).observe(line, { childList: true });
    Object.assign(window, { said });
  });
  return { asked, said: () => page.evaluate(() => (window as unknown as { said: string[] }).said) };
}

const results = (page: Page) => page.locator('.result__title').allInnerTexts();
const type = (page: Page, text: string) => page.locator('#q').pressSequentially(text, { delay: 5 });

test('results come while somebody types, are counted aloud once, and have an address to share and go back to', async () => {
  const page = await open('/search', { width: 320 });
  const { asked, said } = await watch(page);
  await type(page, 'p');
  await type(page, 'arking');
  await shows(page, '#results', '2 topics');
  expect(asked).toEqual(['parking']);
  await until('it was said', async () => (await said()).length > 0);
  expect(await said()).toEqual(['2 topics']);
  expect(await page.locator('#q').evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await page.title()).toBe('parking: search – Standard Practice');
  expect(page.url()).toBe(`${app.address}/search?q=parking`);
  await expectAccessible(page);

  await type(page, ' permits');
  await page.waitForURL(/permits/);
  const [first] = await results(page);
  expect(first).toBe('Parking permits for carers');
  await page.getByRole('link', { name: 'Parking permits for carers' }).click();
  await page.waitForURL(/topics/);
  await page.goBack();
  expect(await page.inputValue('#q')).toBe('parking permits');
  expect((await results(page))[0]).toBe(first);
  await page.close();
});

test('one letter asks for nothing, the newest words win, and a cleared field is an empty page', async () => {
  const page = await open('/search');
  const { asked } = await watch(page);
  const held: (() => void)[] = [];
  await page.route('**/search/results?*', async (route) => {
    const isFirst = route.request().url().includes('library');
    if (isFirst) await new Promise<void>((release) => held.push(release));
    await route.continue().catch(() => {});
  });
  const over = new Promise((done) => {
    for (const end of ['requestfinished', 'requestfailed'] as const)
      page.on(end as 'requestfinished', (request) => request.url().includes('library') && done(end));
  });
  await type(page, 'library');
  await until('it asked', async () => held.length === 1);
  await page.fill('#q', 'parking');
  await shows(page, '#results', '2 topics');
  held[0]?.();
  await over;
  expect([await results(page), page.url()]).toEqual([
    expect.arrayContaining(['Parking fines']),
    `${app.address}/search?q=parking`,
  ]);
  await page.fill('#q', 'p');
  await page.waitForURL(`${app.address}/search`);
  expect([await results(page), await page.title()]).toEqual([[], 'Search – Standard Practice']);
  expect(asked).toEqual(['library', 'parking']);
  await page.close();
});

test('what it is narrowed to stays, and whoever has gone into the results keeps them until they are back', async () => {
  const page = await open('/search?q=parking&kind=guidance');
  expect(await results(page)).toEqual(['Parking fines']);
  await page.evaluate(() => {
    const field = document.querySelector('#q') as HTMLInputElement;
    field.value = 'fines';
    field.dispatchEvent(new InputEvent('input'));
    (document.querySelector('.result__title a') as HTMLElement).focus();
  });
  await page.waitForResponse(/search\/results/);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Parking fines');
  expect(page.url()).toContain('q=parking');
  await page.focus('#q');
  await page.waitForURL(/kind=guidance&q=fines/);
  await shows(page, '#results', '1 topic in this selection');
  await page.close();
});

test('where the server cannot be reached it says so, and the button searches; so it does without scripts', async () => {
  const page = await open('/search?q=parking');
  await page.route('**/search/results?*', (route) => route.abort());
  await page.fill('#q', 'library');
  await shows(page, '[data-search-status]', 'could not be brought up to date');
  expect(await results(page)).toHaveLength(2);
  await expectAccessible(page);
  await page.press('#q', 'Enter');
  await shows(page, '.result__title', 'Library cards');
  await page.close();

  const plain = await open('/search', { scripts: false });
  await plain.fill('#q', 'library');
  await plain.press('#q', 'Enter');
  expect(await results(plain)).toEqual(['Library cards']);
  await plain.close();
});

test('what finds nothing is counted when it has stood for three seconds, and not before, nor for visitors', async () => {
  const counted = async () =>
    (await ask(process.env.DATABASE_URL as string, 'select words from search_misses')).map(
      ({ words }) => words,
    );
  for (const as of [undefined, member]) {
    const page = await browser.newPage();
    await page.clock.install();
    if (as) await signIn(page, app.address, as);
    await page.goto(`${app.address}/search`);
    const told: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && told.push(request.url()));
    await page.fill('#q', 'xylop');
    await page.clock.runFor(300);
    await shows(page, '#results', 'Nothing found');
    await page.clock.runFor(2500);
    await page.fill('#q', 'xylophones');
    await page.clock.runFor(300);
    await page.waitForURL(/xylophones/);
    await page.clock.runFor(3100);
    if (as) await until('it was told', async () => (await counted()).length > 0);
    expect(told).toEqual(as ? [`${app.address}/search/misses?q=xylophones`] : []);
    expect(await counted()).toEqual(as ? ['xylophones'] : []);
    await page.close();
  }
});
