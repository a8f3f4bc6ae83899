import type { Page } from 'playwright-core';
import type { Member } from '../../server/platform/viewer.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { until } from '../support/until.ts';
import { isLive, listen, openLivePage, openPage, shows, wasNeverReloaded } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let asker: Member;
let helper: Member;
beforeEach(async () => {
  asker = await makePerson({ name: 'Amina Rahman' });
  helper = await makePerson({ name: 'Tom Price', council: 'hackney' });
});

const open = (path: string, scripts = true) =>
  openPage({ browser, address: app.address, as: asker, path, scripts });

const openLive = (path: string) => openLivePage({ browser, address: app.address, as: asker, path });

const bellOf = (page: Page) => page.getByRole('link', { name: /^Notices/ });
/** What is for screen readers alone has spaces around it. */
const spaced = (words: string) =>
  new RegExp(`^${words.replace(/([,:]) /g, '\\s*$1 ').replaceAll(' ', '\\s+')}$`);
const rings = (page: Page, words: string, within = 10_000) =>
  page.getByRole('link', { name: spaced(words) }).waitFor({ timeout: within });
const mark = (page: Page, words: string) => page.getByRole('button', { name: spaced(words) }).click();

/** Somebody replies, and who is to be told of it has been. */
async function reply(topicId: number): Promise<void> {
  await makeReply(helper, topicId);
  await app.runJobs();
}

test('the bell rings on every page of a person, and what is read on one device is read on the other within a second', async () => {
  const [first, second] = [await makeTopic(asker), await makeTopic(asker)];
  const [laptop, phone] = [await open('/account'), await openLive('/notices')];
  const said = await listen(laptop);
  await until('it is connected', async () => (await app.live.count()) >= 2);
  await rings(laptop, 'Notices');
  await reply(first.id);
  await reply(second.id);
  await rings(laptop, 'Notices, 2 new');
  await rings(phone, 'Notices, 2 new');
  await shows(phone, '.notice-line', 'Tom Price, Hackney, replied to you');
  await until('it is announced', async () => (await said()).length > 0);

  await phone.getByRole('link', { name: 'Tom Price' }).first().click();
  await phone.waitForURL(/\/topics\//);
  await rings(laptop, 'Notices, 1 new', 1000);
  await isLive(phone);
  await rings(phone, 'Notices, 1 new');

  // What comes into view while the topic is open is read, too, and rings nowhere.
  const before = (await said()).length;
  await phone.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await reply(Number(/topics\/(\d+)/.exec(phone.url())?.[1]));
  await phone.locator('#reply-2').waitFor();
  await phone.waitForRequest(/reading-place/);
  await app.settle();
  expect(await bellOf(laptop).getAttribute('data-bell')).toBe('1');
  expect((await said()).length).toBe(before);
  expect(await said()).toEqual([expect.stringMatching(/^Notices, [12] new$/)]);
});

test('the inbox shows what comes while it is open, and what is marked there stays where the reader is', async () => {
  const [first, second] = [
    await makeTopic(asker, { title: 'Bins' }),
    await makeTopic(asker, { title: 'Trees' }),
  ];
  const page = await openLive('/notices');
  await shows(page, '.empty', 'There is nothing new');
  await reply(first.id);
  await shows(page, '.notice-group', 'Bins');
  await page.getByRole('link', { name: 'Bins' }).focus();
  await reply(second.id);
  await shows(page, '.notice-group:first-child', 'Trees');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Bins');
  expect(await wasNeverReloaded(page)).toBe(true);

  await mark(page, 'Mark as read: Trees');
  await shows(page, '.notices-undo', 'Marked as read');
  expect(await page.evaluate(() => document.activeElement?.classList.contains('notices-undo'))).toBe(true);
  await rings(page, 'Notices, 1 new');
  await mark(page, 'Mark as new again');
  await rings(page, 'Notices, 2 new');
});

test('without scripts everything is read, and taken back, by forms', async () => {
  for (const title of ['Bins', 'Trees']) await reply((await makeTopic(asker, { title })).id);
  const page = await open('/notices', false);
  await mark(page, 'Mark as read: Bins');
  await rings(page, 'Notices, 1 new');
  await mark(page, 'Mark all as read');
  await rings(page, 'Notices');
  await page.getByRole('link', { name: 'All', exact: true }).click();
  expect(await page.locator('.notice-line').count()).toBe(2);
  await page.getByText('By kind').click();
  await page.getByRole('link', { name: 'Mentions' }).click();
  await shows(page, '.empty', 'There is nothing of this kind');
});
