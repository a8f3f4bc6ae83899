import { features } from '../../server/features/index.ts';
import { drawHtml } from '../../server/platform/draw-letter.ts';
import type { Letter } from '../../server/platform/letters.ts';
import { listMailKinds, registerMails } from '../../server/platform/mail-kinds.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useBrowser } from '../support/browser.ts';

const browser = useBrowser();
beforeAll(async () => {
  registerMails(features);
});

/** Has everything that a letter can have, and words that are hard to fit in. */
const full: Letter = {
  kind: 'virus-found',
  subject: `Amina Rahman mentioned you in “${'Donaudampfschifffahrt'.repeat(4)}”`,
  paragraphs: [
    'Amina Rahman, Camden, wrote:',
    {
      quote: `We tested two letters.\n\nThe shorter one did better: https://example.org/${'long'.repeat(30)}`,
    },
    { button: 'Read it and answer', href: '/topics/7' },
    { heading: 'Understand user needs' },
    { list: ['A service', { link: 'How do you test letters that people get by post?', href: '/topics/7' }] },
    { link: 'See all', href: '/notices' },
  ],
  stop: { href: '/stop', says: 'Stop emails about this topic' },
};

test('every kind of mail fits on a narrow screen', async () => {
  const page = await browser.newPage({ width: 320 });
  for (const { kind, sample } of [...listMailKinds(), { kind: 'full', sample: () => full }]) {
    await page.setContent(drawHtml(sample()));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect([kind, width]).toEqual([kind, 320]);
  }
});

test.each(['light', 'dark'] as const)('mail can be read by everyone, in the %s', async (colorScheme) => {
  const page = await browser.newPage({ width: 1280 });
  await page.emulateMedia({ colorScheme });
  await page.setContent(drawHtml(full));
  // It stands within the page of a mail program, which has the landmarks.
  await expectAccessible(page, { notRules: ['region', 'landmark-one-main'] });
  const lines = await page.evaluate(
    () => document.querySelector('[role=article]')?.getBoundingClientRect().width,
  );
  expect(lines).toBeLessThanOrEqual(632);
});
