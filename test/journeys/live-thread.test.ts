import type { Page } from 'playwright-core';
import { acceptAnswer } from '../../server/features/replies/accept-answer.ts';
import { editReply } from '../../server/features/replies/edit-reply.ts';
import { removeReply } from '../../server/features/replies/remove-reply.ts';
import { flushReadings } from '../../server/features/topics/readings.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { ask } from '../support/databases.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { until } from '../support/until.ts';
import { listen, openLivePage, shows, wasNeverReloaded } from '../support/visits.ts';

const browser = useBrowser();
let asker: Member;
let helper: Member;

const app = useApp();
beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Rahman' });
  helper = await makePerson({ name: 'Tom Price', council: 'hackney' });
});

const open = (path: string, as?: Member, width?: number) =>
  openLivePage({ browser, address: app.address, as, path, width });

const numbersOn = (page: Page) =>
  page.locator('.replies > li:visible').evaluateAll((replies) => replies.map(({ id }) => id));

test('what one writes, the other sees: a reply, an edit, a removal and an accepted answer', async () => {
  const { id } = await makeTopic(asker);
  const hers = await open(`/topics/${id}`, asker);
  const his = await open(`/topics/${id}`, helper);

  await his.fill('#body', 'Ask the *crews*.');
  await his.keyboard.press('Control+Enter');
  await shows(hers, '#reply-1', 'Ask the crews.');
  await shows(his, '[data-part="summary"]', '1 reply');

  await hers.locator('#reply-1').getByText('Accept as an answer').click();
  await shows(his, '.answers', 'Ask the crews.');
  expect(await his.locator('.state').first().textContent()).toBe('Answered');
  await shows(his, '#reply-1', 'Accepted answer');

  await his.locator('#reply-1').getByText('Edit').click();
  await his.fill('#body', 'Ask the crews, and ride along.');
  await his.getByText('Save changes').click();
  await shows(hers, '#reply-1', 'and ride along');
  await shows(hers, '.answers', 'and ride along');

  await his.locator('#reply-1').getByText('Remove').click();
  await shows(hers, '#reply-1', 'removed by its author');
  expect(await hers.locator('.answers').count()).toBe(0);
});

test('everybody gets what they can do with a new reply, and nothing else', async () => {
  const { id } = await makeTopic(asker);
  const hers = await open(`/topics/${id}`, asker);
  const his = await open(`/topics/${id}`, helper);
  const anyones = await open(`/topics/${id}`);
  await makeReply(helper, id, { body: 'Ride along.' });

  const canDo = async (page: Page) => {
    await shows(page, '#reply-1', 'Ride along.');
    return page
      .locator('#reply-1 [data-can]')
      .evaluateAll((controls) => controls.map((control) => control.getAttribute('data-can')));
  };
  expect(await canDo(hers)).toEqual(['reply', 'quote', 'accept', 'report']);
  expect(await canDo(his)).toEqual(['reply', 'quote', 'edit', 'remove']);
  expect(await canDo(anyones)).toEqual(['report']);
  const hidden = '#reply-1 [data-can="reply"] .govuk-visually-hidden';
  expect((await hers.locator(hidden).textContent())?.trim()).toBe('to 1, Tom Price');
  expect(await wasNeverReloaded(hers)).toBe(true);
});

test('who reads further up is told how many replies came, and goes on reading until they ask for them', async () => {
  const { id } = await makeTopic(asker);
  for (let count = 0; count < 12; count++) await makeReply(helper, id);
  const page = await open(`/topics/${id}`, asker);
  const said = await listen(page);
  await page.locator('#reply-3').scrollIntoViewIfNeeded();
  const top = () => page.locator('#reply-3').evaluate((reply) => reply.getBoundingClientRect().top);
  const before = await top();

  await makeReply(helper, id, { body: 'First of two' });
  await makeReply(helper, id, { body: 'Second of two' });
  await shows(page, '.new-replies', '2 new replies');
  expect(await numbersOn(page)).not.toContain('reply-13');
  expect(await top()).toBe(before);
  await until('the status line has told it', async () => (await said()).length > 0);
  expect((await said()).join()).toMatch(/^(1|2) new repl(y|ies)$/);
  expect((await said()).join()).not.toContain('First');
  await expectAccessible(page);

  await page.locator('[data-new-replies-show]').press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('reply-13');
  expect(await numbersOn(page)).toEqual(expect.arrayContaining(['reply-13', 'reply-14']));
  expect(await page.locator('.new-replies').isVisible()).toBe(false);
});

test('who reads at the end sees a new reply at once, and it counts as read', async () => {
  const { id } = await makeTopic(asker);
  for (let count = 0; count < 3; count++) await makeReply(helper, id);
  const page = await open(`/topics/${id}`, asker);
  await page.locator('#body').scrollIntoViewIfNeeded();
  await page.focus('#body');
  await page.keyboard.type('I was about to');
  const top = () => page.locator('#body').evaluate((text) => text.getBoundingClientRect().top);
  const before = await top();

  await makeReply(helper, id, { body: 'Here at the end' });
  await page.waitForSelector('#reply-4:visible');
  // A browser scrolls by whole pixels, while heights need not be whole.
  expect(Math.abs((await top()) - before)).toBeLessThan(1);
  await page.keyboard.type(' say this');
  expect(await page.inputValue('#body')).toBe('I was about to say this');
  await until('it is noted as read', async () => {
    await flushReadings();
    const place = `select number from reading_places where topic_id = ${id} and person_id = ${asker.id}`;
    return (await ask(process.env.DATABASE_URL as string, place))[0]?.number === 4;
  });
});

test('an answer to a reply further up takes its place in the tree, and nothing that is read moves', async () => {
  const { id } = await makeTopic(asker);
  const first = await makeReply(helper, id);
  for (let count = 0; count < 10; count++) await makeReply(helper, id);
  const page = await open(`/topics/${id}`, asker);
  await page.locator('#reply-9').evaluate((reply) => reply.scrollIntoView());
  const top = () => page.locator('#reply-9').evaluate((reply) => reply.getBoundingClientRect().top);
  const before = await top();

  await makeReply(asker, id, { parentId: first.id, body: 'Long '.repeat(300) });
  await page.waitForSelector('#reply-12', { state: 'attached' });
  expect((await numbersOn(page)).slice(0, 3)).toEqual(['reply-1', 'reply-12', 'reply-2']);
  // A browser scrolls by whole pixels, while heights need not be whole.
  expect(Math.abs((await top()) - before)).toBeLessThan(1);
});

test('with the newest first, new replies come at the top', async () => {
  const { id } = await makeTopic(asker);
  const first = await makeReply(helper, id);
  await makeReply(helper, id);
  const page = await open(`/topics/${id}?order=newest`, asker);
  await page.locator('#replies').scrollIntoViewIfNeeded();
  await makeReply(helper, id);
  await makeReply(helper, id, { parentId: first.id });
  await page.waitForSelector('#reply-4', { state: 'attached' });
  await page.locator('#replies').scrollIntoViewIfNeeded();
  expect(await numbersOn(page)).toEqual(['reply-3', 'reply-2', 'reply-1', 'reply-4']);
});

test('a reply that belongs on a later page is counted, with a link to it', async () => {
  const { id } = await makeTopic(asker);
  for (let count = 0; count < 21; count++) await makeReply(helper, id);
  const page = await open(`/topics/${id}`, asker);
  await makeReply(helper, id);
  await makeReply(helper, id);
  await shows(page, '[data-elsewhere="later"]', '2 new replies on a later page');
  expect(await page.locator('.replies > li').count()).toBe(20);
  await page.getByText('2 new replies on a later page').click();
  await page.waitForURL(/page=2#reply-22$/);
});

test('the focus stays on what has it while that is replaced, and goes to the piece when it is gone', async () => {
  const { id } = await makeTopic(asker);
  const reply = await makeReply(helper, id);
  const page = await open(`/topics/${id}`, asker);
  const focused = () =>
    page.evaluate(() => document.activeElement?.textContent ?? document.activeElement?.nodeName);

  await page.locator('#reply-1 [data-can="reply"]').focus();
  await editReply(helper, reply.id, 'Said otherwise');
  await shows(page, '#reply-1', 'Said otherwise');
  expect(await focused()).toContain('Reply');
  await removeReply(helper, reply.id);
  await shows(page, '#reply-1', 'removed by its author');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('reply-1');
});

test('the author gets what they can now do with the topic', async () => {
  const { id } = await makeTopic(asker);
  const reply = await makeReply(helper, id);
  const page = await open(`/topics/${id}`, asker);
  await acceptAnswer(asker, reply.id);
  await shows(page, '.topic', 'Reopen question');
  expect(await wasNeverReloaded(page)).toBe(true);
});

test('a page whose viewer may no longer see it shows nothing more of it, and keeps what they typed', async () => {
  const { id } = await makeTopic(asker, { visibility: 'group' });
  await makeReply(asker, id, { body: 'Between us' });
  const his = await open(`/topics/${id}`, helper);
  await his.fill('#body', 'I was writing this');
  const elsewhere = await his.context().newPage();
  await elsewhere.goto(app.address);
  await elsewhere.getByText('Sign out').click();
  await shows(his, 'main', 'This page is no longer open to you');
  expect(await his.locator('body').textContent()).not.toContain('Between us');
  expect(await his.locator('main').textContent()).not.toContain('live');
  expect(await his.title()).not.toContain('Topic');
  expect(await his.inputValue('#body')).toBe('I was writing this');
  await expectAccessible(his);
});
