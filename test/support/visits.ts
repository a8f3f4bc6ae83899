import type { Page } from 'playwright-core';
import type { TestBrowser } from './browser.ts';

interface Visit {
  browser: TestBrowser;
  address: string;
  /** Who looks; a visitor when left out. */
  as?: { id: number };
  path: string;
  width?: number;
  scripts?: boolean;
}

/** A browser of their own for somebody, with a page opened in it. */
export async function openPage({ browser, address, as, path, width, scripts }: Visit): Promise<Page> {
  const page = await browser.newPage({ width, scripts });
  if (as) await signIn(page, address, as);
  await page.goto(address + path);
  return page;
}

export async function signIn(page: Page, address: string, { id }: { id: number }): Promise<void> {
  const form = { personId: String(id) };
  await page.request.post(`${address}/dev/sign-in`, { form, headers: { Origin: address }, maxRedirects: 0 });
}

/** The same, once it hears of changes. A mark shows later whether it is still the same page, never loaded again. */
export async function openLivePage(visit: Visit): Promise<Page> {
  const page = await openPage(visit);
  await isLive(page);
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
  return page;
}

export const isLive = (page: Page) => page.waitForSelector('.live-status--live');

export const wasNeverReloaded = (page: Page) => page.evaluate(() => 'neverReloaded' in window);

/** What the page's status line for screen readers has said, from now on. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    const line = document.querySelector('[data-announcer]') as HTMLElement;
    new MutationObserver(() => said.push(line.textContent)).observe(line, { childList: true });
    Object.assign(window, { said });
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}

/** Waits until something that can be seen says this. */
export const shows = (page: Page, selector: string, text: string) =>
  page.locator(selector).filter({ hasText: text, visible: true }).first().waitFor({ timeout: 20_000 });
