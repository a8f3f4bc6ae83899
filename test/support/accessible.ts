import axe from 'axe-core';
import type { CDPSession, JSHandle, Page } from 'playwright-core';
import { withScriptsOn } from './scripts.ts';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

interface Looking {
  /** Those whose colours to look at, with all that is in them; everything's when left out. That takes longest. */
  coloursOf?: JSHandle<Element[]>;
  /** What does not hold for what is looked at. */
  notRules?: string[];
}

/** Fails unless axe finds nothing wrong with the page as it is now, by WCAG 2.2 AA and what is good practice besides. */
export async function expectAccessible(
  page: Page,
  { coloursOf, notRules = [] }: Looking = {},
): Promise<void> {
  const violations = await withScriptsOn(page, async () => {
    await bringAxe(page);
    return page.evaluate(look, {
      standards: STANDARDS,
      aboutColours: ABOUT_COLOURS,
      coloursOf,
      notRules,
    });
  });
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${help} (${id}) at ${target.join(' ')}: ${html}`),
  );
  expect({ page: page.url(), faults }).toEqual({ page: page.url(), faults: [] });
}

const sessions = new WeakMap<Page, CDPSession>();

/** Playwright's own way takes longer than axe's look at a short page: it copies these 1.3 megabytes again and again. */
async function bringAxe(page: Page): Promise<void> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  await session.send('Runtime.evaluate', { expression: `${axe.source};0` });
}

interface Look {
  standards: string[];
  aboutColours: string[];
  coloursOf?: Element[];
  notRules: string[];
}

/** Runs in the page, where axe is by now. */
async function look({ standards, aboutColours, coloursOf, notRules }: Look) {
  const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
  const options: axe.RunOptions = { resultTypes: ['violations'], preload: false };
  const { violations } = await run({
    ...options,
    runOnly: { type: 'tag', values: standards },
    rules: Object.fromEntries(
      [...notRules, ...(coloursOf ? aboutColours : [])].map((rule) => [rule, { enabled: false }]),
    ),
  });
  // What a script has put something else in place of meanwhile is not shown any more.
  const shown = coloursOf?.filter((element) => element.isConnected) ?? [];
  if (shown.length === 0) return violations;
  const colours = await run({ include: shown }, { ...options, runOnly: aboutColours });
  return [...violations, ...colours.violations];
}
