import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeRules, workspaceOf } from '../support/make.ts';
import { until } from '../support/until.ts';
import { listen, openLivePage, openPage, shows, wasNeverReloaded } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let writer: Member;
beforeAll(async () => {
  writer = await makePerson({ name: 'Willa Writer', coordinates: 'all' });
});

const open = (path: string, scripts: boolean, as?: Member) =>
  openPage({ browser, address: app.address, as, path, scripts, width: 320 });

test.each([
  [true, 1],
  [false, 2],
])(
  'a coordinator writes rules, adds to them and changes their order by keyboard, scripts: %s',
  async (scripts, at) => {
    const { slug } = await workspaceOf(at);
    const page = await open(`/workspaces/${slug}`, scripts, writer);
    await page.getByRole('link', { name: 'Rules of this workspace' }).click();
    await page
      .getByRole('link', { name: 'Write rules' })
      .or(page.getByRole('button', { name: 'Write rules' }))
      .click();
    await page.getByLabel('Title').fill('Say which council');
    await page.getByLabel('Text').fill('It **helps**.');
    await page.getByRole('button', { name: 'Add another rule' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**#title-new2');
    // What was added has the focus.
    await page.waitForFunction(() => document.activeElement?.id === 'title-new2');
    await page.keyboard.type('No cars');
    await page.getByLabel('Text').last().fill('Nor carts.');
    await page.getByRole('button', { name: 'Move up' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**#place-new2');
    await page.waitForFunction(() => document.activeElement?.id === 'place-new2');
    expect(await page.locator('legend').allInnerTexts()).toEqual([
      'Rule 1: No cars',
      'Rule 2: Say which council',
    ]);
    await expectAccessible(page);
    await page.getByLabel('What changes, and why').fill('It was agreed');
    await page.keyboard.press('Enter');
    await shows(page, '.govuk-notification-banner', 'The rules are saved');
    expect(await page.locator('.rule__title').allInnerTexts()).toEqual(['No cars', 'Say which council']);
    await page.close();
  },
);

test('an address of a rule leads a visitor to it, also when it no longer holds', async () => {
  const { id, slug } = await workspaceOf(3);
  await makeRules(writer, id, { title: 'One', text: 'Long. '.repeat(600) }, { title: 'Two' });
  const page = await open(`/workspaces/${slug}/rules`, false);
  const two = await page.locator('.rule').nth(1).getAttribute('id');
  await page.goto(`${app.address}/rules/${two?.replace('rule-', '')}`);
  expect(await page.evaluate(() => document.querySelector(':target')?.textContent)).toContain('Two');
  await makeRules(writer, id, { title: 'One again' });
  await page.goto('about:blank');
  await page.goto(`${app.address}/workspaces/${slug}/rules#${two}`);
  await page.locator(':target').getByRole('link', { name: 'Two' }).click();
  await shows(page, '.rule:target', 'Two');
  await shows(page, 'p', 'This version no longer holds');
  await page.close();
});

test('what is typed into the form is there again when the browser was closed over it', async () => {
  const { id, slug } = await workspaceOf(4);
  await makeRules(writer, id, { title: 'One' });
  const page = await open(`/workspaces/${slug}/rules/edit`, true, writer);
  await page.getByLabel('Text').first().fill('Half a sent');
  await page.reload();
  await page.getByRole('button', { name: 'Put it back' }).first().click();
  expect(await page.getByLabel('Text').first().inputValue()).toBe('Half a sent');
  await page.close();
});

test('whoever has the rules open is shown the new version, and told once that they have changed', async () => {
  const { id, slug } = await workspaceOf(5);
  await makeRules(writer, id, { title: 'One' }, { title: 'Two' });
  const page = await openLivePage({ browser, address: app.address, path: `/workspaces/${slug}/rules` });
  const said = await listen(page);
  await makeRules(writer, id, { title: 'Three' });
  await shows(page, '.rule__title', 'Three');
  await shows(page, '.former-rules', 'One');
  await shows(page, '.band', 'Version 2');
  await until('it is announced', async () => (await said()).join().includes('These rules have changed'));
  expect((await said()).length).toBe(1);
  expect(await wasNeverReloaded(page)).toBe(true);
  await page.close();
});

test('whoever has the page open before there are rules is shown the first ones', async () => {
  const { id, slug } = await workspaceOf(6);
  const page = await openLivePage({ browser, address: app.address, path: `/workspaces/${slug}/rules` });
  await shows(page, '.band', 'has no rules of its own');
  await makeRules(writer, id, { title: 'The very first' });
  await shows(page, '.rule__title', 'The very first');
  await makeRules(writer, id, { title: 'The second' });
  await shows(page, '.rule__title', 'The second');
  expect(await wasNeverReloaded(page)).toBe(true);
  await page.close();
});
