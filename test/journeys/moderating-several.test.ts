import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeTopic, workspaceOf } from '../support/make.ts';
import { openPage, shows } from '../support/visits.ts';

const browser = useBrowser();
const app = useApp();
const list = '/workspaces/understand-user-needs/moderation';
let asker: Member;
let reader: Member;
let coordinator: Member;

beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Rahman', council: 'islington' });
  reader = await makePerson({ name: 'Tom Price', council: 'hackney' });
  coordinator = await makePerson({ name: 'Nia Griffiths', coordinates: [(await workspaceOf(1)).id] });
});

const open = (as: Member, path: string, scripts = true) =>
  openPage({ browser, address: app.address, as, path, scripts, width: 320 });

test.each([true, false])(
  'topics are ticked and hidden together while others look at the list, and one button brings them back; scripts of the coordinator: %s',
  async (scripts) => {
    const titles = [`Buy our bins ${scripts}`, `Buy our bags ${scripts}`];
    const ids: number[] = [];
    for (const title of titles) ids.push((await makeTopic(asker, { title })).id);
    const reading = await open(reader, '/workspaces/understand-user-needs');
    const second = await open(coordinator, list);
    for (const page of [reading, second]) await shows(page, '.live-status', 'This page is live');
    await second.getByLabel(titles[0] ?? '').check();

    const page = await open(coordinator, list, scripts);
    await expectAccessible(page);
    if (scripts) {
      await page.getByRole('button', { name: 'Select all on this page' }).click();
      await shows(page, '[data-ticked]', 'selected');
      await page.getByRole('button', { name: 'Select none' }).click();
    }
    for (const title of titles) await page.getByLabel(title).check();
    await page.getByLabel('What to do to those that are ticked').selectOption('Hide');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Hide', exact: true }).click();
    await page.locator('.govuk-error-summary').waitFor();
    expect(await page.title()).toMatch(/^Error: /);
    await page.getByRole('textbox', { name: 'Reason' }).fill('They advertise a supplier');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Hide', exact: true }).click();
    await shows(page, 'h1', 'Hid 2 topics');
    if (scripts) await page.locator('.govuk-notification-banner:focus').waitFor();
    await expectAccessible(page);

    for (const id of ids) {
      await reading.locator(`[data-part="topic-${id}"]`).waitFor({ state: 'detached' });
      await second.locator(`[data-part="choice-${id}"]`).waitFor({ state: 'detached' });
    }
    await page.getByRole('button', { name: 'Undo all of it' }).click();
    await shows(page, '.govuk-notification-banner', 'It is undone');
    await shows(page, 'h1', 'Hid 2 topics, then undone');
    for (const id of ids) {
      await reading.locator(`[data-part="topic-${id}"]`).waitFor();
      await second.locator(`[data-part="choice-${id}"]`).waitFor();
    }
    await Promise.all([reading, second, page].map((one) => one.close()));
  },
);
