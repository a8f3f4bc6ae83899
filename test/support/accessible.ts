import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { withScriptsOn } from './scripts.ts';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Looking {
  /** False where the same page's colours have been looked at: that takes as long as all the rest. */
  colours?: boolean;
}

/** Fails unless axe finds nothing wrong with the page as it is now, by WCAG 2.2 AA and what is good practice besides. */
export async function expectAccessible(page: Page, { colours = true }: Looking = {}): Promise<void> {
  const { violations } = await withScriptsOn(page, async () => {
    await page.evaluate(axe.source);
    return page.evaluate(look, { standards: STANDARDS, colours });
  });
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${help} (${id}) at ${target.join(' ')}: ${html}`),
  );
  expect({ page: page.url(), faults }).toEqual({ page: page.url(), faults: [] });
}

/** Runs in the page, where axe is by now. */
const look = ({ standards, colours }: { standards: string[]; colours: boolean }) =>
  (globalThis as unknown as { axe: typeof axe }).axe.run({
    runOnly: { type: 'tag', values: standards },
    rules: { 'color-contrast': { enabled: colours } },
    resultTypes: ['violations'],
    preload: false,
  });
