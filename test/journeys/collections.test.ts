import type { Page } from 'playwright-core';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makeCollection, makePerson, makeTopic } from '../support/make.ts';
import { openPage, shows } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let keeper: Member;
beforeAll(async () => {
  keeper = await makePerson({ name: 'Cora Keeper', coordinates: 'all' });
});

const open = (path: string, scripts: boolean) =>
  openPage({ browser, address: app.address, as: keeper, path, scripts, width: 320 });
const order = (page: Page) => page.locator('.arranged__title').allInnerTexts();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

async function collectionOf(...titles: string[]) {
  const made = [];
  for (const title of titles) made.push((await makeTopic(keeper, { title })).id);
  return makeCollection(keeper, { topicIds: made });
}

test.each([true, false])('a coordinator makes a collection and adds to it, scripts: %s', async (scripts) => {
  const title = `Counting crossings, scripts ${scripts}`;
  await makeTopic(keeper, { title });
  const page = await open('/library', scripts);
  await page.getByRole('link', { name: 'Keep collections' }).click();
  await page
    .getByRole('button', { name: 'Make a collection' })
    .or(page.getByRole('link', { name: 'Make a collection' }))
    .click();
  await page.getByLabel('Title').fill('On crossings');
  await page.getByLabel('Introduction').fill('For those who count.');
  await page.getByLabel('Everyone').check();
  await page.getByRole('button', { name: 'Make the collection' }).click();
  await page.getByLabel('The topic').fill(title);
  await page.getByLabel('Why to read it').fill('It is the only one');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('radio', { name: title }).check();
  await page.getByRole('button', { name: 'Add this one' }).click();
  await shows(page, '.govuk-notification-banner', 'The topic is in the collection');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'See the collection' }).click();
  await shows(page, '.reading-list__item', 'It is the only one');
  await page.close();
});

test('with the keyboard and without scripts, the button that moved a topic has the focus again', async () => {
  const { id, itemIds } = await collectionOf('One', 'Two', 'Three');
  const page = await open(`/collections/${id}/topics`, false);
  const last = itemIds[2];
  await page.locator(`#up-${last}`).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**#up-${last}`);
  expect(await order(page)).toEqual(['One', 'Three', 'Two']);
  expect(await focused(page)).toBe(`up-${last}`);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**#down-${last}`);
  expect(await order(page)).toEqual(['Three', 'One', 'Two']);
  expect(await focused(page)).toBe(`down-${last}`);
  await page.close();
});

test('with scripts the page stays, keeps the focus with what was moved and says where that is', async () => {
  const { id, itemIds } = await collectionOf('One', 'Two', 'Three');
  const page = await open(`/collections/${id}/topics`, true);
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
  const last = itemIds[2];
  await page.locator(`#up-${last}`).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Moved to 2 of 3').waitFor({ state: 'attached' });
  expect(await focused(page)).toBe(`up-${last}`);
  await page.keyboard.press('Enter');
  await page.getByText('Moved to 1 of 3').waitFor({ state: 'attached' });
  expect(await focused(page)).toBe(`down-${last}`);
  expect(await order(page)).toEqual(['Three', 'One', 'Two']);
  await shows(page, '.collection-story li', 'Cora Keeper moved “Three”');
  expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true);
  await expectAccessible(page);
  await page.reload();
  expect(await order(page)).toEqual(['Three', 'One', 'Two']);
  await page.close();
});

test('where it cannot be moved in place, the page itself says why, and nothing is lost', async () => {
  const { id, itemIds } = await collectionOf('One', 'Two');
  const page = await open(`/collections/${id}/topics`, true);
  await page.context().clearCookies();
  await page.locator(`#up-${itemIds[1]}`).click();
  await page.waitForURL('**/sign-in?**');
  await page.close();
});
