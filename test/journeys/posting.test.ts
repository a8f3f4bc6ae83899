import type { Page } from 'playwright-core';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { ask } from '../support/databases.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { until } from '../support/until.ts';
import { listen, openLivePage, openPage, shows, signIn, wasNeverReloaded } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let asker: Member;
let helper: Member;
beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Rahman' });
  helper = await makePerson({ name: 'Tom Price', council: 'hackney' });
});

/** What the browser itself keeps is seen where the server cannot be told of it. */
async function open(path: string, as?: Member) {
  const page = await openLivePage({ browser, address: app.address, as, path });
  await keepOffServer(page);
  return page;
}
async function keepOffServer(page: Page): Promise<void> {
  await page.route('**/drafts', (route) => route.abort());
  // What is sent while a page is being left cannot be held back.
  const neverHidden = () => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'visible' });
  };
  await page.addInitScript(neverHidden);
  await page.evaluate(neverHidden);
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);
const stored = (id: number) =>
  ask(
    process.env.DATABASE_URL as string,
    `select body, parent_id from replies where topic_id = ${id} order by number`,
  );
const keptDrafts = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft ')));
const isKept = (page: Page) => until('the draft is kept', async () => (await keptDrafts(page)).length > 0);

test('a reply is posted without leaving the page, once, and the next one can be written at once', async () => {
  const { id } = await makeTopic(asker);
  const page = await open(`/topics/${id}`, helper);
  const said = await listen(page);
  await page.fill('#body', 'Ride along');
  await page.getByText('Post reply').dblclick();
  await shows(page, '#reply-1', 'Ride along');
  await until('the reply has the focus', async () => (await focused(page)) === 'reply-1');
  expect(await page.inputValue('#body')).toBe('');
  await until('it is announced', async () => (await said()).includes('Your reply was posted'));

  await page.fill('#body', 'Ride along');
  await page.focus('#body');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('#reply-2');
  expect(await stored(id)).toHaveLength(2);
  expect(await wasNeverReloaded(page)).toBe(true);
  expect(await keptDrafts(page)).toEqual([]);
});

test('“Reply” points the form at the reply it stands under, and back at the topic', async () => {
  const { id } = await makeTopic(asker);
  const first = await makeReply(asker, id, { body: 'What about weekends?' });
  const page = await open(`/topics/${id}`, helper);
  await page.locator('#reply-1 [data-can="reply"]').press('Enter');
  expect(await focused(page)).toBe('body');
  expect(await page.locator('[data-answering]').textContent()).toContain('In answer to 1, Amina Rahman');
  await expectAccessible(page);
  await page.getByText('answer the topic instead').click();
  expect(await page.locator('[data-answering]').isVisible()).toBe(false);
  await page.locator('#reply-1 [data-can="reply"]').click();
  await page.keyboard.type('The same');
  await page.keyboard.press('Control+Enter');
  await shows(page, '#reply-2', 'in answer to 1, Amina Rahman');
  expect((await stored(id))[1].parent_id).toBe(first.id);
  expect(await page.locator('[data-answering]').isVisible()).toBe(false);
});

test('a mistake is shown with everything that was typed', async () => {
  const { id } = await makeTopic(asker);
  const page = await open(`/topics/${id}`, helper);
  await page.fill('#body', 'x'.repeat(20_001));
  await page.getByText('Post reply').click();
  await shows(page, '.govuk-error-summary', '1 character too many');
  expect(await page.inputValue('#body')).toHaveLength(20_001);
  expect(await page.locator('.kept-draft').count()).toBe(0);
});

test('what cannot be sent stays, with the reason, and goes when the line is back', async () => {
  const { id } = await makeTopic(asker);
  const page = await open(`/topics/${id}`, helper);
  await page.fill('#body', 'Written on a train');
  await page.context().setOffline(true);
  await page.getByText('Post reply').click();
  await shows(page, '[data-problem]', 'because you are offline');
  expect(await page.inputValue('#body')).toBe('Written on a train');
  await expectAccessible(page);
  await page.context().setOffline(false);
  // A second click within a second is taken for a double click.
  await page.locator('#body').press('Control+Enter');
  await shows(page, '#reply-1', 'Written on a train');
  expect(await stored(id)).toHaveLength(1);
});

test('what is written on while a reply is sent stays, and so does the place where it is written', async () => {
  const { id } = await makeTopic(asker);
  const page = await open(`/topics/${id}`, helper);
  const said = await listen(page);
  const { promise: answered, resolve: letAnswer } = Promise.withResolvers<void>();
  await page.route('**/replies', async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    await answered;
    await route.fulfill({ response: answer });
  });
  await page.fill('#body', 'Ride along');
  await page.focus('#body');
  await page.keyboard.press('Control+Enter');
  await shows(page, '#reply-1', 'Ride along');
  await page.keyboard.type(' in the rain');
  letAnswer();
  await until('it is announced', async () => (await said()).some((words) => words.includes('as it was')));
  expect(await page.inputValue('#body')).toBe('Ride along in the rain');
  expect(await focused(page)).toBe('body');
  await page.unroute('**/replies');
  await page.fill('#body', 'In the rain, too');
  await page.getByText('Post reply').click();
  await shows(page, '#reply-2', 'In the rain, too');
  expect(await stored(id)).toHaveLength(2);
});

test('what was typed is there again when the page is opened again, until it is posted or discarded', async () => {
  const { id } = await makeTopic(asker);
  const first = await makeReply(asker, id);
  const page = await open(`/topics/${id}`, helper);
  await page.locator('#reply-1 [data-can="reply"]').click();
  await page.keyboard.type('Half a thought');
  await isKept(page);

  await page.goto(`${app.address}/`);
  await page.goto(`${app.address}/topics/${id}`);
  await shows(page, '.kept-draft', 'We kept what you had typed');
  expect(await page.inputValue('#body')).toBe('Half a thought');
  await shows(page, '[data-answering]', 'In answer to 1, Amina Rahman');
  await expectAccessible(page);
  await page.locator('.kept-draft').getByText('Discard').click();
  expect(await page.inputValue('#body')).toBe('');
  expect(await keptDrafts(page)).toEqual([]);

  await page.fill('#body', 'A whole thought');
  await isKept(page);
  await page.reload();
  await page.waitForSelector('.kept-draft');
  await page.waitForSelector('.live-status--live');
  await page.getByText('Post reply').click();
  await shows(page, '#reply-2', 'A whole thought');
  expect(await keptDrafts(page)).toEqual([]);
  expect((await stored(id))[1].parent_id).toBe(first.id);
});

test('a form that leads to another page is forgotten when it was taken, and kept when it was not', async () => {
  const page = await openPage({
    browser,
    address: app.address,
    as: asker,
    path: '/workspaces/understand-user-needs/topics/new?kind=question',
  });
  await keepOffServer(page);
  await page.fill('#trying', 'Fewer missed bins');
  await isKept(page);
  await page.getByText('Post question').click();
  await page.waitForSelector('.govuk-error-summary');
  // Nobody is so quick that the form has not begun to keep what they type.
  await page.waitForLoadState('networkidle');
  expect(await keptDrafts(page)).toHaveLength(1);
  expect(await page.locator('.kept-draft').count()).toBe(0);
  await page.fill('#title', 'How do you find missed bins?');
  await page.getByText('Post question').click();
  await page.waitForURL(/\/topics\/\d+$/);
  await until('the draft is gone', async () => (await keptDrafts(page)).length === 0);
});

test('somebody who had changed a text before is asked which they want', async () => {
  const { id } = await makeTopic(asker);
  const { id: replyId } = await makeReply(asker, id, { body: 'As posted' });
  const page = await openPage({ browser, address: app.address, as: asker, path: `/replies/${replyId}/edit` });
  await keepOffServer(page);
  await page.fill('#body', 'As I would like it');
  await isKept(page);
  await page.reload();
  await shows(page, '.kept-draft', 'You typed something else here before');
  expect(await page.inputValue('#body')).toBe('As posted');
  await page.getByText('Put it back').click();
  expect(await page.inputValue('#body')).toBe('As I would like it');
});

test('nobody else gets what was typed: it goes at sign-out, and when somebody else signs in', async () => {
  const { id } = await makeTopic(asker);
  const page = await open(`/topics/${id}`, helper);
  await page.fill('#body', 'Mine');
  await isKept(page);
  await signIn(page, app.address, asker);
  await page.goto(`${app.address}/topics/${id}`);
  await until('it is gone', async () => (await keptDrafts(page)).length === 0);
  expect(await page.inputValue('#body')).toBe('');

  await page.fill('#body', 'Hers');
  await isKept(page);
  await page.getByText('Sign out').click();
  await page.waitForURL(`${app.address}/`);
  expect(await keptDrafts(page)).toEqual([]);
});

test('what is posted when the session has run out is posted after signing in', async () => {
  const { id } = await makeTopic(asker);
  const page = await open(`/topics/${id}`, helper);
  await page.fill('#body', 'Written overnight');
  await isKept(page);
  await page.context().clearCookies({ name: 'sp_session' });
  await page.getByText('Post reply').click();
  await page.waitForURL(/\/sign-in/);
  await shows(page, 'main', 'What you wrote is kept');
  expect(await keptDrafts(page)).toHaveLength(1);
  await page.getByText('Sign in as one of the demonstration people').click();
  await page.getByText('Tom Price').click();
  await shows(page, '#reply-1', 'Written overnight');
  await until('the draft is gone', async () => (await keptDrafts(page)).length === 0);
  expect(await page.inputValue('#body')).toBe('');
});
