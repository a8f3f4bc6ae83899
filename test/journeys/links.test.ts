import { acceptAnswer } from '../../server/features/replies/accept-answer.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { openPage, shows } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let asker: Member;
let reader: Member;

beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Rahman', council: 'islington' });
  reader = await makePerson({ name: 'Tom Price', council: 'hackney' });
});

const open = (as: Member, path: string, scripts = true) =>
  openPage({ browser, address: app.address, as, path, scripts, width: 320 });

test('a reader sees it while they read that a question leads elsewhere, and that it no longer does', async () => {
  const { id } = await makeTopic(asker, { title: 'Asked again' });
  const other = await makeTopic(reader, { title: 'Asked first' });
  const reading = await open(reader, `/topics/${id}`);
  await shows(reading, '.live-status', 'This page is live');

  const page = await open(asker, `/topics/${id}`, false);
  await page.getByRole('link', { name: 'Link to another topic' }).click();
  await page.getByLabel('It is the same as the other topic').check();
  await page.getByRole('textbox', { name: 'The other topic' }).fill('asked FIRST');
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await page.locator('input[name="otherId"]:focus').waitFor({ state: 'attached' });
  expect(await page.title()).toMatch(/^Which topic\?/);
  await page.getByRole('radio', { name: 'Asked first' }).check();
  await page.getByRole('button', { name: 'Link this one' }).click();
  await shows(page, '.govuk-notification-banner', 'The topics are linked');

  await shows(reading, '.lead-on', 'Asked first');
  await expectAccessible(reading);
  expect(await reading.locator('.lead-on a').getAttribute('href')).toBe(`/topics/${other.id}`);
  await page.getByRole('button', { name: 'Undo' }).click();
  await reading.locator('.lead-on').waitFor({ state: 'detached' });
  await Promise.all([reading.close(), page.close()]);
});

test.each([true, false])('a solved question becomes guidance, scripts: %s', async (scripts) => {
  const title = `How do we miss fewer bins, scripts ${scripts}?`;
  const { id } = await makeTopic(asker, { title });
  const answer = await makeReply(reader, id, { body: 'We text the street.' });
  await acceptAnswer(asker, answer.id);
  const page = await open(reader, `/topics/${id}`, scripts);
  await page.getByRole('button', { name: 'Turn it into guidance' }).click();
  expect(await page.inputValue('#title')).toBe(title);
  expect(await page.inputValue('#body')).toContain('We text the street.');
  await expectAccessible(page);
  await page.fill('#summary', 'Text the street.');
  await page.fill('#audience', 'Waste teams');
  await page.getByRole('button', { name: 'Publish guidance' }).click();
  await shows(page, '.linked', title);
  await page.goto(`${app.address}/topics/${id}`);
  await shows(page, '.linked', 'Made into guidance');
  await page.close();
});
