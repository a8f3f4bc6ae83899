import type { Page } from 'playwright-core';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { until } from '../support/until.ts';
import { openLivePage, openPage, shows, signIn } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let asker: Member;
let helper: Member;
beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Rahman' });
  helper = await makePerson({ name: 'Tom Price', council: 'hackney' });
});

const open = (id: number, width?: number) =>
  openLivePage({ browser, address: app.address, as: helper, path: `/topics/${id}`, width });
/** Selects from one word on to the end of another. */
const select = (page: Page, post: string, from: string, to = from) =>
  page.evaluate(
    ([post = '', from = '', to = '']) => {
      const within = document.querySelector(`${post} .prose`) as HTMLElement;
      const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      let begun = false;
      while (walker.nextNode()) {
        const text = walker.currentNode as Text;
        if (!begun && text.data.includes(from)) {
          range.setStart(text, text.data.indexOf(from));
          begun = true;
        }
        if (begun && text.data.includes(to)) range.setEnd(text, text.data.indexOf(to) + to.length);
      }
      // As pressing the mouse there does.
      (document.activeElement as HTMLElement).blur();
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    },
    [post, from, to],
  );
/** What can be pressed and lies under the button. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const button = document.querySelector('.quote-button') as HTMLElement;
    const box = button.getBoundingClientRect();
    return [...document.querySelectorAll<HTMLElement>('a, button, input, textarea, summary, label')]
      .filter((control) => control !== button)
      .filter((control) =>
        [...control.getClientRects()].some(
          ({ left, right, top, bottom }) =>
            left < box.right && box.left < right && top < box.bottom && box.top < bottom,
        ),
      )
      .map(({ textContent }) => textContent);
  });
const hasText = (page: Page, text: string) =>
  until(`the text is ${text}`, async () => (await page.inputValue('#body')) === text);
const isWriting = (page: Page) =>
  until('the text has the focus', () => page.evaluate(() => document.activeElement?.id === 'body'));
const sourceOf = (id: number, number: number) =>
  `> — [Reply ${number}, Camden](/topics/${id}/replies/${number})`;

test('what is selected is quoted beside it, beneath what was typed, and is undone', async () => {
  const { id } = await makeTopic(asker, { title: 'Bins', fields: { trying: 'Fewer *missed* bins' } });
  await makeReply(asker, id, {
    body: 'Ask **first**, then [build](https://example.org/).\n\n- One\n- Two_b\n- Three',
  });
  const page = await open(id);
  await page.fill('#body', 'I think so.');
  await select(page, '#reply-1', 'first', 'build');
  const button = page.locator('.quote-button');
  await button.waitFor();
  await expectAccessible(page);
  await button.click();
  const first = `I think so.\n\n> **first**, then [build](https://example.org/)\n>\n${sourceOf(id, 1)}\n\n`;
  await hasText(page, first);
  await isWriting(page);
  expect(await button.isVisible()).toBe(false);
  expect(await page.locator('[data-answering]').isVisible()).toBe(false);

  await select(page, '#reply-1', 'wo_b', 'Three');
  await button.click();
  await hasText(page, `${first}> - wo_b\n> - Three\n>\n${sourceOf(id, 1)}\n\n`);
  await page.keyboard.press('Control+z');
  await hasText(page, first);
  await page.locator('[data-part="topic"] em').dblclick();
  await button.click();
  await hasText(page, `${first}> _missed_\n>\n> — [The question, Camden](/topics/${id})\n\n`);
  await page.keyboard.type('Then me');
  await page.keyboard.press('Control+Enter');
  await shows(page, '#reply-2 blockquote', '— The question, Camden');
  await shows(page, '#reply-2', 'Then me');
});

test.each([320, 1280])('the button covers nothing that can be pressed, %s wide', async (width) => {
  const { id } = await makeTopic(asker);
  const long = `[${'all of it '.repeat(30)}](https://example.org/)`;
  await makeReply(asker, id, { body: 'Yes' });
  await makeReply(asker, id, { body: `Below  \n${long}` });
  await makeReply(asker, id, { body: `- [One](/about)\n- [Two](/about)\n- [Three](/about)` });
  await makeReply(asker, id, { body: `${long}  \nBetween  \n${long}` });
  const page = await open(id, width);
  const button = page.locator('.quote-button');
  for (const [post, word] of [
    ['#reply-1', 'Yes'],
    ['#reply-2', 'Below'],
    ['#reply-3', 'Two'],
  ] as const) {
    await select(page, post, word);
    await button.waitFor();
    expect([word, await covered(page)]).toEqual([word, []]);
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await button.waitFor({ state: 'hidden' });
  }
  // It is shown before where there is no place for it, so that what is seen is that it goes.
  await select(page, '#reply-1', 'Yes');
  await button.waitFor();
  await select(page, '#reply-4', 'Between');
  await button.waitFor({ state: 'hidden' });
});

test('the keyboard quotes a whole post as it was written, and answers it where nothing was begun', async () => {
  const { id } = await makeTopic(asker);
  await makeReply(asker, id, { body: '> *Earlier*\n\nUse\n* paper' });
  const page = await open(id, 320);
  await page.locator('#reply-1 [data-can="quote"]').press('Enter');
  await hasText(page, `> > *Earlier*\n>\n> Use\n> * paper\n>\n${sourceOf(id, 1)}\n\n`);
  await isWriting(page);
  await shows(page, '[data-answering]', 'In answer to 1, Amina Rahman');
  await shows(page, '.draft-state', 'Draft saved');
  await expectAccessible(page);
  await page.keyboard.type('Yes');
  await page.keyboard.press('Control+Enter');
  await shows(page, '#reply-2', 'in answer to 1');
  // What has come live has the same, and what is offered beside it is not in the way.
  await select(page, '#reply-2', 'Yes');
  await page.locator('.quote-button').waitFor();
  await page.locator('#reply-2 [data-can="quote"]').click();
  await hasText(page, `> Yes\n>\n${sourceOf(id, 2).replace('Camden', 'Hackney')}\n\n`);
});

test('a quotation goes where the cursor was left', async () => {
  const { id } = await makeTopic(asker);
  const page = await open(id);
  await page.fill('#body', 'Before\nAfter');
  await page.evaluate(() => {
    const field = document.querySelector('#body') as HTMLTextAreaElement;
    field.focus();
    field.setSelectionRange(0, 6);
  });
  await page.getByText('Quote the topic').click();
  const quoted = '> **What we are trying to do**\n>\n> We want fewer missed bins';
  await until('it is quoted', async () => (await page.inputValue('#body')).startsWith(`Before\n\n${quoted}`));
  expect(await page.inputValue('#body')).toMatch(/\)\n\n\nAfter$/);
});

test('what cannot be fetched is said, and what is refused leads to its page; what was typed stays', async () => {
  const { id } = await makeTopic(asker);
  await makeReply(asker, id, { body: 'Use paper' });
  const page = await open(id);
  await page.fill('#body', 'Mine');
  await page.route('**/quotation*', (route) => route.abort());
  await page.locator('#reply-1 [data-can="quote"]').click();
  await shows(page, '[data-problem]', 'could not be quoted');
  expect(await page.inputValue('#body')).toBe('Mine');
  await expectAccessible(page);
  await page.unroute('**/quotation*');
  await page.locator('#reply-1 [data-can="quote"]').click();
  await hasText(page, `Mine\n\n> Use paper\n>\n${sourceOf(id, 1)}\n\n`);
  expect(await page.locator('[data-problem]').count()).toBe(0);

  await shows(page, '.draft-state', 'Draft saved');
  await page.context().clearCookies({ name: 'sp_session' });
  await page.locator('#reply-1 [data-can="quote"]').click();
  await page.waitForURL(/quote=1/);
  await shows(page, '#write', 'Sign in to reply');
  await signIn(page, app.address, helper);
  await page.goto(`${app.address}/topics/${id}`);
  expect(await page.inputValue('#body')).toMatch(/^Mine\n\n> Use paper/);
});

test('without scripts “Quote” is a link to the form with the post in it', async () => {
  const { id } = await makeTopic(asker);
  await makeReply(asker, id, { body: 'Use **paper**' });
  const page = await openPage({
    browser,
    address: app.address,
    as: helper,
    path: `/topics/${id}`,
    scripts: false,
  });
  await page.locator('#reply-1 [data-can="quote"]').click();
  await page.waitForURL(/quote=1/);
  expect(await page.inputValue('#body')).toBe(`> Use **paper**\n>\n${sourceOf(id, 1)}\n\n`);
  await page.locator('#body').press('End');
  await page.fill('#body', `${await page.inputValue('#body')}We do`);
  await page.getByText('Post reply').click();
  await shows(page, '#reply-2 blockquote', 'Use paper');
  await shows(page, '#reply-2', 'in answer to 1, Amina Rahman');
});
