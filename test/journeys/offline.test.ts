import type { Page } from 'playwright-core';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { type Line, openLine } from '../support/line.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { until } from '../support/until.ts';
import { openPage, shows } from '../support/visits.ts';

const browser = useBrowser();
let line: Line;
afterAll(async () => {
  line.close();
});

const app = useApp();
let member: Member;
let page: Page;
beforeAll(async () => {
  line = await openLine(Number(new URL(app.address).port));
  member = await makePerson({ name: 'Amina Rahman' });
  page = await openPage({ browser, address: `http://127.0.0.1:${line.port}`, as: member, path: '/' });
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The rest is fetched after the page: a line that is cut meanwhile is a failure of a script.
  await page.waitForLoadState('networkidle');
});
afterEach(() => line.mend());

test('a page that cannot be fetched is answered with words, in our own style, that say nothing of the member', async () => {
  line.cut();
  await page.goto(`http://127.0.0.1:${line.port}/standard`);
  await shows(page, 'h1', 'You are offline');
  expect(await page.locator('body').textContent()).not.toContain('Amina');
  const font = await page.locator('h1').evaluate((heading) => getComputedStyle(heading).fontFamily);
  expect(font).toContain('Atkinson');
  await expectAccessible(page);
  line.mend();
  await page.reload();
  await shows(page, 'h1', 'Standard');
});

test('a form that cannot be sent is not lost: the way back leads to all that was typed', async () => {
  const { id } = await makeTopic(member);
  const reply = await makeReply(member, id, { body: 'As posted' });
  await page.goto(`http://127.0.0.1:${line.port}/replies/${reply.id}/edit`);
  await page.fill('#body', 'As I would like it');
  // What helps to write is fetched after the page.
  await page.waitForLoadState('networkidle');
  line.cut();
  await page.getByText('Save changes').click();
  await shows(page, 'h1', 'You are offline');
  line.mend();
  await page.goto(`http://127.0.0.1:${line.port}/replies/${reply.id}/edit`);
  await until('it is offered back', () => page.locator('.kept-draft').isVisible());
  await page.getByText('Put it back').click();
  await page.getByText('Save changes').click();
  await shows(page, '#reply-1', 'As I would like it');
  await until('the draft is gone', () =>
    page.evaluate(() => Object.keys(localStorage).every((key) => !key.startsWith('draft '))),
  );
});

test('the way back to a preview of what has been posted since leads to the form, and says nothing of a connection', async () => {
  const form = `http://127.0.0.1:${line.port}/workspaces/understand-user-needs/topics/new?kind=question`;
  await page.goto(form);
  await page.fill('#title', 'Who tests on a phone?');
  await page.fill('#trying', 'To test what people use');
  await page.getByText('Preview', { exact: true }).click();
  await shows(page, '.preview', 'To test what people use');
  await page.getByText('Post question').click();
  await shows(page, 'h1', 'Who tests on a phone?');
  await page.goBack();
  await shows(page, 'h1', 'Ask a question');
  expect(page.url()).toBe(form);
});

test('nothing is kept but the page for this and what it looks like', async () => {
  await page.goto(`http://127.0.0.1:${line.port}/`);
  const kept = await page.evaluate(async () => {
    const stored = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = (await Promise.all(stored.map((cache) => cache.keys()))).flat();
    return requests.map(({ url }) => new URL(url).pathname.replace(/\/static\/[0-9a-f]+/, ''));
  });
  expect(kept.sort()).toEqual([
    '/css/app.css',
    '/fonts/atkinson-hyperlegible-next.woff2',
    '/images/logo.svg',
    '/offline',
  ]);
});
