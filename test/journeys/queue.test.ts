import type { Page } from 'playwright-core';
import { mailbox } from '../../server/platform/mailbox.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReport, makeTopic, workspaceOf } from '../support/make.ts';
import { until } from '../support/until.ts';
import { listen, openLivePage, openPage, shows, wasNeverReloaded } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let author: Member;
let reporter: Member;
let first: Member;
let second: Member;
let queue = '';

beforeAll(async () => {
  const { id, slug } = await workspaceOf(1);
  queue = `/workspaces/${slug}/queue`;
  author = await makePerson({ name: 'Alex Author' });
  reporter = await makePerson({ name: 'Rae Reporter', council: 'hackney' });
  first = await makePerson({ name: 'Cleo Coordinator', coordinates: [id] });
  second = await makePerson({ name: 'Sasha Second', coordinates: 'all' });
});

const open = (as: Member | undefined, path: string, scripts = true) =>
  openPage({ browser, address: app.address, as, path, scripts });
const openLive = (as: Member, path: string) => openLivePage({ browser, address: app.address, as, path });

/** Goes on by Tab until the link or button with these words has the focus. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let stops = 0; stops < 120; stops++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement?.textContent?.replace(/\s+/g, ' ').trim());
    if (at?.includes(words)) return;
  }
  throw new Error(`Tab never came to ${words}`);
}

test.each([true, false])(
  'a post is reported, looked at and dealt with, by keyboard alone (scripts: %s)',
  async (scripts) => {
    const { id } = await makeTopic(author, { title: `Reported with${scripts ? '' : 'out'} scripts` });
    const page = await open(reporter, `/topics/${id}`, scripts);
    await tabTo(page, 'Report this question');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/report$/);
    await page.getByRole('radio', { name: 'Personal data' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('It names a resident');
    await tabTo(page, 'Send the report');
    await page.keyboard.press('Enter');
    await shows(page, '.told__line', 'Waiting for a coordinator');

    const desk = await open(first, queue, scripts);
    await tabTo(desk, `Question: Reported with${scripts ? '' : 'out'} scripts`);
    await desk.keyboard.press('Enter');
    await desk.waitForURL(/\/moderation\/cases\//);
    await tabTo(desk, 'I am looking at this');
    await desk.keyboard.press('Enter');
    await shows(desk, 'p', 'You are looking at this since');
    await desk.getByLabel('It is dealt with').focus();
    await desk.keyboard.press('Space');
    await desk.keyboard.press('Tab');
    await desk.keyboard.type('The name is gone.');
    await tabTo(desk, 'Close the case');
    await desk.keyboard.press('Enter');
    await shows(desk, '.done', 'The case is closed as done');

    await page.goto(`${app.address}/account/reports`);
    await shows(page, '.told__line', 'The name is gone.');
  },
);

test('an open queue shows what is reported elsewhere, says so once, and leaves the focus where it was', async () => {
  const [before, reported] = [
    await makeTopic(author, { title: 'There before' }),
    await makeTopic(author, { title: 'Comes in' }),
  ];
  await makeReport(reporter, before.id);
  const page = await openLive(first, queue);
  const said = await listen(page);
  await page.getByRole('link', { name: 'There before' }).focus();
  const other = await open(reporter, `/topics/${reported.id}/report`);
  await other.getByLabel('Wrong or out of date').check();
  await other.getByRole('button', { name: 'Send the report' }).click();
  await shows(page, '.case', 'Comes in');
  await until('it is announced', async () => (await said()).length > 0);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('There before');
  expect(await said()).toEqual(['1 new in the queue']);
  expect(await wasNeverReloaded(page)).toBe(true);
});

test('an open case shows what another coordinator does, and keeps what is being typed', async () => {
  const { id } = await makeTopic(author, { title: 'For two' });
  await makeReport(reporter, id);
  const desk = await open(first, queue);
  await desk.getByRole('link', { name: 'For two' }).click();
  const page = await openLive(second, new URL(desk.url()).pathname);
  await page.getByLabel('It is dealt with').check();
  await page.getByLabel('What those who reported it are told').fill('What I was typing');
  await desk.getByRole('button', { name: 'I am looking at this' }).click();
  await shows(page, 'p', 'Cleo Coordinator is looking at this since');
  expect(await page.getByLabel('What those who reported it are told').inputValue()).toBe('What I was typing');
  expect(await wasNeverReloaded(page)).toBe(true);

  await page.getByRole('button', { name: 'Close the case' }).click();
  await shows(page, '.govuk-error-summary', 'Cleo Coordinator began to look at it on');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close the case' }).click();
  await shows(page, '.done', 'The case is closed as done');
  await shows(desk, '.govuk-inset-text', 'What I was typing');
});

test('a visitor reports a post without scripts, and follows it by the links in their mail', async () => {
  const { id } = await makeTopic(author, { title: 'For everybody' });
  const page = await open(undefined, `/topics/${id}`, false);
  await page.getByRole('link', { name: 'Report this question' }).click();
  await page.getByRole('radio', { name: 'Something else' }).check();
  await page.getByLabel('Your email address').fill('resident@example.org');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await shows(page, '.govuk-error-summary', 'Say what is wrong with it');
  expect(await page.getByLabel('Your email address').inputValue()).toBe('resident@example.org');
  await page.getByLabel('Say more').fill('It says that I said it');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await shows(page, 'h1', 'Check your email');
  await app.runJobs();
  const mail = mailbox.find(({ to }) => to === 'resident@example.org');
  await page.goto(app.address + (/\/reports\/[\w-]{43}/.exec(mail?.text ?? '')?.[0] ?? ''));
  await page.getByRole('button', { name: 'Confirm the report' }).click();
  await shows(page, '.done', 'The coordinators have your report');
  await page.getByRole('button', { name: 'Take my report back' }).click();
  await shows(page, '.facts', 'You took it back');
});

test('a reply that comes in while the page is open can be reported there', async () => {
  const { id } = await makeTopic(author);
  const page = await openLive(reporter, `/topics/${id}`);
  const other = await open(author, `/topics/${id}`);
  await other.getByRole('textbox', { name: 'Your reply' }).fill('Something new');
  await other.getByRole('button', { name: 'Post reply' }).click();
  await page.locator('#reply-1').waitFor();
  expect(await page.locator('#reply-1 [data-can="report"]').getAttribute('href')).toBe(
    `/topics/${id}/replies/1/report`,
  );
  await other.locator('#reply-1').waitFor();
  expect(await other.locator('#reply-1 [data-can="report"]').count()).toBe(0);
});
