import type { Page } from 'playwright-core';
import { editReply } from '../../server/features/replies/edit-reply.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { until } from '../support/until.ts';
import { openLivePage, openPage, shows } from '../support/visits.ts';

const browser = useBrowser();
let asker: Member;
let helper: Member;

const app = useApp();
beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Rahman' });
  helper = await makePerson({ name: 'Tom Price', council: 'hackney' });
});

/** What has the focus: its words or name, and whether somebody who looks can see that it has it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    const { top, left, width, height } = at.getBoundingClientRect();
    // A radio button is drawn by its label.
    const label = at.matches('[type="radio"]') && (at as HTMLInputElement).labels?.[0];
    const drawn = label ? getComputedStyle(label, '::before') : getComputedStyle(at);
    const { backgroundColor, boxShadow, outlineColor, outlineStyle } = drawn;
    const yellow = 'rgb(255, 221, 0)';
    const isMarked =
      `${backgroundColor} ${boxShadow}`.includes(yellow) ||
      (outlineStyle !== 'none' && outlineColor === yellow);
    const [x, y] = [left + Math.min(width / 2, 20), top + Math.min(height / 2, 20)];
    const onTop = document.elementFromPoint(x, y);
    return {
      id: at.id,
      tag: at.nodeName,
      words: (at.textContent || at.getAttribute('name') || '').replace(/\s+/g, ' ').trim(),
      isMarked,
      isCovered: !onTop || !(at.contains(onTop) || onTop.contains(at)),
    };
  });

/** Goes on by Tab until this has the focus; on the way everything that gets it shows it, and nothing covers it. */
async function tabTo(page: Page, words: RegExp, key = 'Tab'): Promise<void> {
  for (let stops = 0; stops < 120; stops++) {
    await page.keyboard.press(key);
    const at = await focused(page);
    expect(at).toMatchObject({ tag: expect.not.stringMatching('BODY'), isMarked: true, isCovered: false });
    if (words.test(at.words)) return;
  }
  throw new Error(`Tab never came to ${words}`);
}

/** After an act the focus is where it happened. */
const isAt = (page: Page, id: string) =>
  until(`#${id} has the focus`, async () => (await focused(page)).id === id);

test.each([true, false])('the first Tab offers to skip to the content (scripts: %s)', async (scripts) => {
  const { id } = await makeTopic(asker);
  const page = await openPage({ browser, address: app.address, path: `/topics/${id}`, scripts });
  await page.keyboard.press('Tab');
  expect(await focused(page)).toMatchObject({ words: 'Skip to main content', isMarked: true });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

test('narrowing a list, opening a topic, answering a reply and accepting an answer', async () => {
  const title = 'How do crews report a blocked street?';
  const { id } = await makeTopic(asker, { title, tags: 'waste', requirement: 10 });
  await makeReply(helper, id, { body: 'By radio' });
  await makeReply(helper, id, { body: 'By tablet' });
  const path = '/workspaces/make-sure-users-succeed-first-time';
  const page = await openLivePage({ browser, address: app.address, as: asker, path });

  await tabTo(page, /^Open questions$/);
  await page.keyboard.press('Enter');
  await shows(page, '.filters__now', 'Showing: open questions');
  await tabTo(page, /^By council or tag$/);
  await page.keyboard.press('Space');
  await tabTo(page, /^waste/);
  await page.keyboard.press('Enter');
  await shows(page, '.filters__now', 'tagged “waste”');
  await tabTo(page, new RegExp(title.replace('?', '\\?')));
  await page.keyboard.press('Enter');
  await page.waitForURL(`${app.address}/topics/${id}`);
  await page.waitForSelector('.live-status--live');

  await tabTo(page, /^Reply to 1, Tom Price$/);
  await page.keyboard.press('Enter');
  await isAt(page, 'body');
  await page.keyboard.type('Which channel?');
  await page.keyboard.press('Control+Enter');
  await shows(page, '#reply-3', 'in answer to 1, Tom Price');
  await isAt(page, 'reply-3');
  expect(await focused(page)).toMatchObject({ isMarked: true });

  await tabTo(page, /^body$/);
  await page.keyboard.type('Or by telephone?');
  await tabTo(page, /^Post reply$/);
  await page.keyboard.press('Space');
  await isAt(page, 'reply-4');

  await tabTo(page, /^Accept as an answer ?: reply 2$/, 'Shift+Tab');
  await page.keyboard.press('Space');
  await shows(page, '.answers', 'By tablet');
  await isAt(page, 'reply-2');
  await tabTo(page, /^No longer an accepted answer ?: reply 2$/);
  await page.keyboard.press('Enter');
  await until('it is none any more', async () => (await page.locator('.answers').count()) === 0);
  await isAt(page, 'reply-2');
});

test('writing a question and mending what is wrong with it', async () => {
  const path = '/workspaces/understand-user-needs';
  const page = await openPage({ browser, address: app.address, as: asker, path });
  await tabTo(page, /^Ask a question$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/topics\/new/);
  await tabTo(page, /^tags$/);
  await page.keyboard.type('forms');
  await tabTo(page, /^visibility$/);
  await page.keyboard.press('ArrowDown');
  await tabTo(page, /^Post question$/);
  await page.keyboard.press('Enter');

  await page.waitForSelector('.govuk-error-summary');
  await tabTo(page, /^Enter your question in one line$/);
  await page.keyboard.press('Enter');
  await isAt(page, 'title');
  await page.keyboard.type('Which forms?');
  await tabTo(page, /^trying$/);
  await page.keyboard.type('Fewer forms');
  await page.keyboard.press('Control+Enter');
  await shows(page, 'h1', 'Which forms?');
  await shows(page, '.band', 'Public');
});

test('an edit that arrives while somebody is about to press a button leaves the focus on it', async () => {
  const { id } = await makeTopic(asker);
  const reply = await makeReply(helper, id, { body: 'By radio' });
  const page = await openLivePage({ browser, address: app.address, as: asker, path: `/topics/${id}` });
  await tabTo(page, /^Accept as an answer/);
  await editReply(helper, reply.id, 'By radio and by tablet');
  await shows(page, '#reply-1', 'By radio and by tablet');
  expect(await focused(page)).toMatchObject({ tag: 'BUTTON', isMarked: true, isCovered: false });
  await page.keyboard.press('Enter');
  await shows(page, '.answers', 'By radio and by tablet');
});
