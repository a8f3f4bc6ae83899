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

/** What axe keeps of a rule, where that says by itself what it is about. */
interface Rule {
  matches(element: Element, ...rest: unknown[]): boolean;
}

/** Runs in the page, where axe is by now: a fresh one each time. */
async function look({ standards, aboutColours, coloursOf, notRules }: Look) {
  const { axe: here } = globalThis as unknown as {
    axe: typeof axe & { _audit: { getRule(id: string): Rule } };
  };
  if (coloursOf) {
    const asked = new Set(coloursOf);
    const isAsked = (element: Element | null): boolean =>
      element !== null && (asked.has(element) || isAsked(element.parentElement));
    // Not a second run for these alone: most of a run is getting to know the page.
    for (const id of aboutColours) {
      const rule = here._audit.getRule(id);
      const { matches } = rule;
      rule.matches = (element, ...rest) => isAsked(element) && matches.call(rule, element, ...rest);
    }
  }
  const { violations } = await here.run({
    resultTypes: ['violations'],
    preload: false,
    runOnly: { type: 'tag', values: standards },
    rules: Object.fromEntries(notRules.map((id) => [id, { enabled: false }])),
  });
  return violations;
}
