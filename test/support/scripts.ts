import type { CDPSession, Page } from 'playwright-core';

const switches = new WeakMap<Page, CDPSession>();

/** Makes the page what a browser with JavaScript switched off would show, from the next address on. */
export async function switchScriptsOff(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setScriptExecutionDisabled', { value: true });
  switches.set(page, session);
}

/** Allows our own scripts to look at a page that has none of its own; Playwright's setting for this has no way back. */
export async function withScriptsOn<T>(page: Page, look: () => Promise<T>): Promise<T> {
  const session = switches.get(page);
  await session?.send('Emulation.setScriptExecutionDisabled', { value: false });
  const seen = await look();
  await session?.send('Emulation.setScriptExecutionDisabled', { value: true });
  return seen;
}
