import { goRound } from '../../server/features/reviews/go-round.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { backToNow, later } from '../support/clock.ts';
import { makePerson, makeTopic } from '../support/make.ts';
import { openPage, shows } from '../support/visits.ts';

const browser = useBrowser();
afterEach(backToNow);

const app = useApp();
let owner: Member;
let other: Member;

beforeAll(async () => {
  owner = await makePerson({ name: 'Olu Owner' });
  other = await makePerson({ name: 'Hana Helper', council: 'hackney' });
});

const open = (as: Member, path: string, scripts: boolean) =>
  openPage({ browser, address: app.address, as, path, scripts, width: 320 });

describe.each([true, false])('with scripts: %s', (scripts) => {
  test('a council says that it has a problem too, and that it does not any more', async () => {
    const { id } = await makeTopic(owner);
    const page = await open(other, `/topics/${id}`, scripts);
    await page.getByRole('link', { name: 'We have this too' }).click();
    await page.getByRole('textbox', { name: 'How is it with you?' }).fill('About 40 a week');
    await page.getByRole('button', { name: 'We have this too' }).click();
    await shows(page, '.shared', 'About 40 a week');
    await expectAccessible(page);
    await page.goto(`${app.address}/topics/${id}/same-problem`);
    await page.getByRole('button', { name: 'We do not have this any more' }).click();
    await page.waitForURL(`**/topics/${id}`);
    expect(await page.locator('.shared').count()).toBe(0);
    await page.context().close();
  });

  test('a council says that it uses a pattern, and later why it stopped, which stands where the use stood', async () => {
    const { id } = await makeTopic(owner, { kind: 'pattern' });
    const page = await open(other, `/topics/${id}`, scripts);
    await page.getByRole('link', { name: 'Say what your council does with it' }).click();
    await page.getByLabel('Using it').check();
    await page.getByRole('textbox', { name: 'What came of it?' }).fill('Half the calls');
    await page.getByRole('button', { name: 'Save' }).click();
    await shows(page, '.shared', 'Used by 1 council');
    await page.getByRole('link', { name: 'Say what your council does with it' }).click();
    await page.getByLabel('Stopped using').check();
    await page.getByRole('textbox', { name: 'What came of it?' }).fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await shows(page, '.govuk-error-summary', 'why');
    await page.getByRole('textbox', { name: 'What came of it?' }).fill('The contract ended');
    await page.getByRole('button', { name: 'Save' }).click();
    await shows(page, '.shared', 'The contract ended');
    await expectAccessible(page);
    expect(await page.locator('.shared').textContent()).not.toContain('Used by');
    await page.context().close();
  });

  test('after six months guidance is due, its owner is asked, and says in one step that it is still right', async () => {
    const keeper = await makePerson();
    const { id, title } = await makeTopic(keeper, { kind: 'guidance' });
    later({ days: 190 });
    await goRound();
    const reads = await open(other, `/topics/${id}`, scripts);
    await shows(reads, '.state', 'Review due');
    const page = await open(keeper, '/notices', scripts);
    await page.getByRole('link', { name: `Is “${title}” still right?` }).click();
    await page.waitForURL(`**/topics/${id}/review`);
    await page.goto(`${app.address}/topics/${id}`);
    await page.getByRole('button', { name: 'Say that it is still right' }).click();
    await shows(page, '.state', 'Current');
    await expectAccessible(page);
    await Promise.all([page, reads].map((one) => one.context().close()));
  });

  test('an earlier version is restored', async () => {
    const { id } = await makeTopic(owner, { kind: 'guidance', fields: { body: 'Ask five people.' } });
    const page = await open(owner, `/topics/${id}/edit`, scripts);
    await page.fill('#body', 'Ask nobody.');
    await page.fill('#reason', 'Shorter');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('link', { name: 'edited' }).click();
    await shows(page, '.difference del', 'five people');
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await shows(page, '.prose', 'Ask five people.');
    await page.context().close();
  });
});
