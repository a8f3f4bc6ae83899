import type { Page } from 'playwright-core';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeSuggestion, makeTopic } from '../support/make.ts';
import { openLivePage, openPage, shows } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let writer: Member;
beforeAll(async () => {
  writer = await makePerson({ name: 'Amina Rahman' });
});

interface Options {
  width?: number;
  scripts?: boolean;
}
const open = (path: string, options: Options = {}) =>
  openPage({ browser, address: app.address, as: writer, path, ...options });
const openLive = (path: string, options: Options = {}) =>
  openLivePage({ browser, address: app.address, as: writer, path, ...options });

/** Writes a text with “|” where the cursor stands, or around what is selected. */
async function write(page: Page, marked: string): Promise<void> {
  const [before = '', ...others] = marked.split('|');
  await page.fill('#body', [before, ...others].join(''));
  const end = before.length + (others.length > 1 ? (others[0]?.length ?? 0) : 0);
  await page.evaluate(
    ([from = 0, to = 0]) => {
      const field = document.querySelector('#body') as HTMLTextAreaElement;
      field.focus();
      field.setSelectionRange(from, to);
    },
    [before.length, end],
  );
}

/** The text with the cursor or what is selected, marked in the same way. */
const written = (page: Page) =>
  page.evaluate(() => {
    const { value, selectionStart, selectionEnd } = document.querySelector('#body') as HTMLTextAreaElement;
    const selected = selectionStart === selectionEnd ? '|' : `|${value.slice(selectionStart, selectionEnd)}|`;
    return value.slice(0, selectionStart) + selected + value.slice(selectionEnd);
  });
const tool = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('the tools above a text', () => {
  let page: Page;
  beforeAll(async () => {
    const { id } = await makeTopic(writer);
    page = await openLive(`/topics/${id}`);
  });

  test.each([
    ['Bold', 'a |word| here', 'a **|word|** here'],
    ['Italic', 'a wo|rd here', 'a _wo|rd_ here'],
    ['Code', '|one\ntwo|', '```\n|one\ntwo|\n```'],
    ['Link', 'see |the form|', 'see [the form](|url|)'],
    ['Bullet list', '|one\ntwo|', '|- one\n- two|'],
    ['Numbered list', '|one\ntwo|', '|1. one\n2. two|'],
    ['Heading', 'What we fou|nd', '# What we fou|nd'],
    ['Heading', '## What we fou|nd', 'What we fou|nd'],
    ['Quotation', 'Before\nwhat |they\n\nsa|id\nAfter', 'Before\n\n|> what they\n>\n> said|\n\nAfter'],
    ['Quotation', '|> what they\n>\n> said|', '|what they\n\nsaid|'],
    ['Task list', '- buy |it\n2) use| it\n- [x] done', '|- [ ] buy it\n- [ ] use it|\n- [x] done'],
    ['Task list', '\n|', '\n- [ ] |'],
    ['Task list', '- [ ] |', '|'],
  ])('%s (%#) changes what is selected, and is undone', async (name, before, after) => {
    await write(page, before);
    await tool(page, name).click();
    expect(await written(page)).toBe(after);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('body');
    await page.keyboard.press('Control+z');
    expect(await page.inputValue('#body')).toBe(before.replaceAll('|', ''));
  });

  test('keys do the same, and keys for something else are left alone', async () => {
    await write(page, 'a |word| here');
    await page.keyboard.press('Control+b');
    expect(await written(page)).toBe('a **|word|** here');
    await page.keyboard.press('Control+b');
    await page.keyboard.press('Control+i');
    expect(await written(page)).toBe('a _|word|_ here');
    await page.keyboard.press('Control+Shift+k');
    expect(await written(page)).toBe('a _|word|_ here');
    await write(page, '');
    await page.keyboard.press('Control+k');
    expect(await written(page)).toBe('[|](url)');
    expect(await tool(page, 'Bold').getAttribute('title')).toBe('Bold (Ctrl+B)');
  });
});

test('the tools are one stop for the keyboard, named after their text, and what they do is kept', async () => {
  const page = await open('/workspaces/understand-user-needs/topics/new?kind=pattern', { width: 320 });
  await page.getByRole('toolbar', { name: 'Formatting: The problem' }).waitFor();
  expect(await page.getByRole('toolbar').count()).toBe(await page.locator('textarea').count());
  const name = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  await page.fill('#problem', 'slow');
  await page.focus('#problem');
  await page.keyboard.press('Shift+Tab');
  expect(await name()).toBe('Bold');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await name()).toBe('Heading');
  await page.keyboard.press('End');
  expect(await name()).toBe('Task list');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  expect(await name()).toBe('Task list');
  await expectAccessible(page);
  await page.keyboard.press('Space');
  expect(await page.inputValue('#problem')).toBe('- [ ] slow');
  await shows(page, '.draft-state', 'Draft saved');

  const sizes = await page
    .locator('.toolbar')
    .first()
    .evaluate((toolbar) => ({
      isWithin: toolbar.scrollWidth <= toolbar.clientWidth && document.body.scrollWidth <= 320,
      rows: new Set([...toolbar.children].map((each) => each.getBoundingClientRect().top)).size,
    }));
  expect(sizes).toEqual({ isWithin: true, rows: 1 });
});

test('every form for a post has them for each of its texts, and shows the post before it is sent', async () => {
  const question = await makeTopic(writer);
  const reply = await makeReply(writer, question.id);
  const guidance = await makeTopic(writer, { kind: 'guidance' });
  const theirs = await makeTopic(await makePerson(), { kind: 'guidance' });
  const suggested = await makeSuggestion(await makePerson(), guidance.id);
  const page = await open('/about');
  for (const path of [
    '/workspaces/understand-user-needs/topics/new?kind=question',
    `/topics/${question.id}`,
    `/topics/${question.id}/edit`,
    `/replies/${reply.id}/edit`,
    `/topics/${guidance.id}/edit`,
    `/topics/${theirs.id}/suggestions/new`,
    `/suggestions/${suggested.id}`,
  ]) {
    await page.goto(app.address + path);
    await page.locator('textarea').last().fill('In **short**');
    const fields = await page.locator('textarea').count();
    await page
      .getByRole('toolbar')
      .nth(fields - 1)
      .waitFor();
    expect([path, await page.getByRole('toolbar').count()]).toEqual([path, fields]);
    if (path.includes('/new?')) await page.fill('#title', 'In short');
    if (path.includes('/new?')) await page.fill('#trying', 'In **short**');
    if (path.includes('/suggestions/new')) await page.fill('#reason', 'It is shorter');
    await page.getByRole('button', { name: 'Preview' }).click();
    await shows(page, '#preview strong', 'short');
    await page
      .getByRole('toolbar')
      .nth(fields - 1)
      .waitFor();
  }
});

test('without scripts there are no tools', async () => {
  const { id } = await makeTopic(writer);
  const page = await open(`/topics/${id}`, { scripts: false });
  expect(await page.locator('textarea').count()).toBe(1);
  expect(await page.locator('markdown-toolbar').count()).toBe(0);
});
