import { type Browser, chromium, type Page } from 'playwright-core';
import { beforeTheAppStops } from './before-the-app-stops.ts';
import { findChromium } from './chromium.ts';
import { switchScriptsOff } from './scripts.ts';

/**
 * What V8 makes quick takes longer than it saves: nobody stays on a page here. A look at a page with axe takes a
 * quarter less without it.
 */
const UNHURRIED = '--js-flags=--no-opt,--no-maglev';

/** A real browser for the tests of this file. Each page that it opens belongs to a person of its own: nothing is shared. */
export function useBrowser() {
  let browser: Browser;
  const faults: string[] = [];
  beforeAll(async () => {
    const { executablePath, env } = await findChromium();
    browser = await chromium.launch({
      executablePath,
      env: { ...(process.env as Record<string, string>), ...env },
      args: [
        // Chromium's sandbox refuses root, and needs what many machines and containers forbid.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--font-render-hinting=none',
        UNHURRIED,
      ],
    });
  });
  // A page that is still loading its scripts while the app stops would call that a fault of theirs.
  beforeTheAppStops(() => browser.close());
  // A script of ours that failed on any of its pages fails the last test.
  afterAll(async () => {
    await browser.close();
    expect(faults).toEqual([]);
  });

  return {
    /** Opens a page of somebody new. Without scripts it is what a browser with JavaScript switched off would show. */
    async newPage({ scripts = true, width = 1280 } = {}): Promise<Page> {
      const viewport = { width, height: 900 };
      const context = await browser.newContext({ viewport, locale: 'en-GB' });
      context.setDefaultTimeout(10_000);
      context.on('weberror', (fault) => faults.push(`${fault.page()?.url()}: ${fault.error().message}`));
      const page = await context.newPage();
      if (!scripts) await switchScriptsOff(page);
      return page;
    },
  };
}

export type TestBrowser = ReturnType<typeof useBrowser>;
