import type { Page } from 'playwright-core';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makeGuest, makePerson, makeTopic } from '../support/make.ts';
import { openLivePage, shows } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let writer: Member;
let named: Member;
let page: Page;
beforeAll(async () => {
  writer = await makePerson({ name: 'Amina Rahman' });
  named = await makePerson({ name: 'Linh Tran', council: 'greenwich' });
  await makePerson({ name: 'Linh Other', council: 'hackney' });
});

const open = async (path: string) =>
  openLivePage({ browser, address: app.address, as: writer, path, width: 320 });
const text = () => page.inputValue('#body');
const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const offered = (words: string) => shows(page, '[role="option"][aria-selected="true"]', words);

test('people and topics are offered while they are typed, chosen by keys, and undone', async () => {
  const { id } = await makeTopic(writer, { title: 'Bins in one reply' });
  page = await open(`/topics/${id}`);
  await page.focus('#body');
  await page.keyboard.type('Ask @linh t');
  await offered('Linh Tran');
  await press('Backspace', 'Backspace');
  await offered('Linh Other');
  await expectAccessible(page);
  await press('ArrowDown');
  await offered('Linh Tran');
  await press('Enter');
  const mention = `Ask [@Linh Tran](/people/${named.id}) `;
  expect(await text()).toBe(mention);
  await press('Control+z');
  expect(await text()).toBe('Ask @linh');
  await press('Control+y');
  await page.keyboard.type('and @zzz about #bins');
  await offered('Bins in one reply');
  await press('Escape', 'Enter');
  expect(await page.locator('[role="listbox"]').count()).toBe(0);
  expect(await text()).toBe(`${mention}and @zzz about #bins\n`);
  await page.keyboard.type('#one re');
  await page.locator('[role="option"]').click();
  expect(await text()).toBe(`${mention}and @zzz about #bins\n[#Bins in one reply](/topics/${id}) `);
});

test('a reply that mentions somebody who cannot see it says so when it has been posted', async () => {
  const guest = await makeGuest({ workspaces: [2] });
  const { id } = await makeTopic(writer, { visibility: 'group' });
  page = await open(`/topics/${id}`);
  await page.fill('#body', `Ask [@${guest.name}](/people/${guest.id})`);
  await page.getByText('Post reply').click();
  await shows(page, '.done', `${guest.name} cannot see this topic, so is not told`);
  expect(await page.locator('.govuk-notification-banner:focus').isVisible()).toBe(true);
  expect(await page.locator('.reply').count()).toBe(1);
});
