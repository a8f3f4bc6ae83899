import type { Page } from 'playwright-core';
import { findMember } from '../../server/features/accounts/viewers.ts';
import { loadDemonstration } from '../../server/features/demonstration/load.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { ask } from '../support/databases.ts';
import { openLivePage, openPage } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let path: string;
let asker: { id: number };
beforeAll(async () => {
  await loadDemonstration();
  const [question] = await ask(
    process.env.DATABASE_URL as string,
    `select id, author_id from topics where title like 'Missed bins%'`,
  );
  path = `/topics/${question.id}`;
  asker = (await findMember(question.author_id)) as { id: number };
}, 60_000);

test('the first visit to a long thread loads less than 150 KB, all of it from here', async () => {
  const page = await browser.newPage();
  const network = await page.context().newCDPSession(page);
  const hosts = new Set<string>();
  let bytes = 0;
  await network.send('Network.enable');
  network.on('Network.requestWillBeSent', ({ request }) => hosts.add(new URL(request.url).origin));
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(app.address + path);
  await page.waitForSelector('.live-status--live');
  await page.waitForLoadState('networkidle');
  expect([...hosts]).toEqual([app.address]);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(150_000);
});

test('on paper there is what people wrote, and nothing to press', async () => {
  const page = await openLivePage({ browser, address: app.address, as: asker, path });
  await page.emulateMedia({ media: 'print' });
  for (const text of ['Missed bins', 'Missed collections are our most used form', '2 accepted answers']) {
    expect(await page.getByText(text).first().isVisible()).toBe(true);
  }
  expect(await page.locator('.reply:visible').count()).toBe(20);
  expect(await page.locator('nav:visible, button:visible, textarea:visible').allTextContents()).toEqual([]);
  expect(await page.getByText('Sign in as somebody else').isVisible()).toBe(false);
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
});

describe('at 400%, when a window of 1280 by 1024 shows as much as one of 320 by 256', () => {
  test.each([
    ['a long thread', () => path],
    ['asking a question', () => '/workspaces/make-sure-users-succeed-first-time/topics/new?kind=question'],
    ['a workspace', () => '/workspaces/make-sure-users-succeed-first-time?tag=waste'],
  ])('%s scrolls in one direction, and everything in it can be reached', async (_, address) => {
    const page = await openPage({ browser, address: app.address, as: asker, path: address(), width: 320 });
    await page.setViewportSize({ width: 320, height: 256 });
    expect(await scrollsSideways(page)).toBe(false);
    expect(await outOfReach(page)).toEqual([]);
  });

  test('a reply can be written and posted', async () => {
    const page = await openLivePage({ browser, address: app.address, as: asker, path, width: 320 });
    await page.setViewportSize({ width: 320, height: 256 });
    await page.getByRole('link', { name: 'Write a reply' }).click();
    await page.getByRole('textbox', { name: 'Your reply' }).fill('Written at 400%');
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.locator('main', { hasText: 'new reply on a later page' }).waitFor();
  });
});

const scrollsSideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** What can be pressed or typed in and does not fit the window, or is covered by something when it is scrolled to. */
const outOfReach = (page: Page) =>
  page.evaluate(() => {
    const usable = 'a[href], button, input:not([type="hidden"]), textarea, summary';
    return [...document.querySelectorAll<HTMLElement>(usable)]
      .filter((element) => element.checkVisibility() && element.tabIndex >= 0)
      .filter((element) => !element.closest('.govuk-skip-link, .prose table, .prose pre'))
      .filter((element) => {
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const [{ left = 0, right = 0, top = 0 } = {}] = element.getClientRects();
        const onTop = document.elementFromPoint(left + 2, Math.max(top, 0) + 4);
        const isSeen = onTop && (element.contains(onTop) || onTop.contains(element));
        return left < 0 || right > innerWidth || !isSeen;
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });
