import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { withScriptsOn } from './scripts.ts';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails unless axe finds nothing wrong with the page as it is now, by WCAG 2.2 AA and what is good practice besides. */
export async function expectAccessible(page: Page): Promise<void> {
  // "Legacy" looks at this page alone, and not into frames, which we have none of, from a page of its own: twice as fast.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(STANDARDS);
  axe.setLegacyMode();
  const { violations } = await withScriptsOn(page, () => axe.analyze());
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${help} (${id}) at ${target.join(' ')}: ${html}`),
  );
  expect({ page: page.url(), faults }).toEqual({ page: page.url(), faults: [] });
}
