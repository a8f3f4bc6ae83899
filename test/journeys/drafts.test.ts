import type { Page } from 'playwright-core';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeTopic } from '../support/make.ts';
import { until } from '../support/until.ts';
import { openLivePage, openPage, shows } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let asker: Member;
let writer: Member;
beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Rahman' });
  writer = await makePerson({ name: 'Tom Price', council: 'hackney' });
});

const open = (path: string) => openLivePage({ browser, address: app.address, as: writer, path });
const isSaved = (page: Page) => shows(page, '.draft-state', 'Draft saved at');

test('what is typed on one device goes on on another, and is gone everywhere when it is posted', async () => {
  const { id } = await makeTopic(asker);
  const desk = await open(`/topics/${id}`);
  await desk.fill('#body', 'Begun at my desk');
  await isSaved(desk);
  expect(await desk.evaluate(() => localStorage.length)).toBe(0);
  await expectAccessible(desk);

  const phone = await open(`/topics/${id}`);
  await shows(phone, '.kept-draft', 'This is your draft');
  expect(await phone.inputValue('#body')).toBe('Begun at my desk');
  await phone.fill('#body', 'Begun at my desk, ended on the train');
  await isSaved(phone);
  await phone.getByText('Post reply').click();
  await shows(phone, '#reply-1', 'ended on the train');
  // The server's answer to the form may come after the reply itself.
  for (const gone of ['.kept-draft', '.draft-state'])
    await phone.locator(gone).waitFor({ state: 'detached' });

  // The next reply is another draft.
  await phone.fill('#body', 'And another thing');
  await isSaved(phone);
  await desk.reload();
  expect(await desk.inputValue('#body')).toBe('And another thing');
});

test('two devices that write at the same time both keep what they wrote, and each is told once', async () => {
  const { id } = await makeTopic(asker);
  const desk = await open(`/topics/${id}`);
  await desk.fill('#body', 'Ask people');
  await isSaved(desk);
  const phone = await open(`/topics/${id}`);
  await phone.fill('#body', 'Ask eight people');
  await isSaved(phone);
  await desk.fill('#body', 'Ask nine people');
  await shows(desk, '.draft-warning', 'Both texts are kept');
  await expectAccessible(desk);
  await desk.getByText('See the difference').click();
  await shows(desk, '.difference', 'eight');
  await shows(desk, '.difference', 'nine');
  await desk.getByText('Continue with this text').click();
  expect(await desk.inputValue('#body')).toBe('Ask nine people');
});

test('what the server could not be told is kept here, and put back on top of what it has', async () => {
  const { id } = await makeTopic(asker);
  const page = await open(`/topics/${id}`);
  await page.fill('#body', 'Half');
  await isSaved(page);
  await page.route('**/drafts', (route) => route.abort());
  await page.fill('#body', 'Half a thought');
  await shows(page, '.draft-state', 'Kept in this browser only');
  await until('it is kept here', () => page.evaluate(() => localStorage.length > 0));
  await page.reload();
  await until('it is put back', async () => (await page.inputValue('#body')) === 'Half a thought');
  await page.unroute('**/drafts');
  await page.locator('#body').press('End');
  await page.keyboard.type('!');
  await isSaved(page);
});

test('without scripts a button saves a draft, and the list leads back to it', async () => {
  const path = '/workspaces/understand-user-needs/topics/new?kind=guidance';
  const page = await openPage({ browser, address: app.address, as: writer, path, scripts: false });
  await page.fill('#title', 'How we recruit people');
  await page.getByText('Save as a draft').click();
  await shows(page, 'main', 'Your draft is saved');
  await page.getByRole('link', { name: 'How we recruit people' }).click();
  expect(await page.inputValue('#title')).toBe('How we recruit people');
  await page.getByText('Discard draft').click();
  await page.getByText('Bring it back').click();
  await shows(page, 'main', 'Your draft is back');
  await page.close();
});

test('whoever saves a draft and brings one back hears that it is done', async () => {
  const path = '/workspaces/understand-user-needs/topics/new?kind=pattern';
  const page = await openPage({ browser, address: app.address, as: writer, path });
  await page.fill('#title', 'A page for each question');
  await page.getByText('Save as a draft').click();
  await shows(page, '.govuk-notification-banner:focus', 'Your draft is saved');
  await page.getByRole('button', { name: 'Discard A page for each question' }).click();
  await page.getByText('Bring it back').click();
  await shows(page, '.govuk-notification-banner:focus', 'Your draft is back');
  await page.close();
});
