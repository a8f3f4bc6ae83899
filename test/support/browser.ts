import { chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';
import { switchScriptsOff } from './scripts.ts';

/** A real browser. Each page that it opens belongs to a person of its own: nothing is shared between them. */
export async function launchBrowser() {
  const { executablePath, env } = await findChromium();
  const browser = await chromium.launch({
    executablePath,
    env: { ...(process.env as Record<string, string>), ...env },
    // Chromium's sandbox refuses root, and needs what many machines and containers forbid.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  });
  const faults: string[] = [];
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
    /** Closes it; a script of ours that failed on any of its pages fails the test here. */
    async close(): Promise<void> {
      await browser.close();
      expect(faults).toEqual([]);
    },
  };
}

export type TestBrowser = Awaited<ReturnType<typeof launchBrowser>>;
