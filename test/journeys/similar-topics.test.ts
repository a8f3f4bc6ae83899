import { acceptAnswer } from '../../server/features/replies/accept-answer.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { until } from '../support/until.ts';
import { openPage, shows } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
const form = '/workspaces/understand-user-needs/topics/new?kind=question';
let asker: Member;
let writer: Member;

beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Rahman', council: 'islington' });
  writer = await makePerson({ name: 'Tom Price', council: 'hackney' });
  const { id } = await makeTopic(asker, { title: 'How do you tell people that their bin was missed?' });
  const reply = await makeReply(writer, id, { body: 'We text them the next morning.' });
  await acceptAnswer(asker, reply.id);
  await makeTopic(asker, { title: 'Missed bins in blocks of flats' });
});

test('while a title is typed, what is like it is shown and counted aloud once, and what is typed stays', async () => {
  const page = await openPage({ browser, address: app.address, as: writer, path: form, width: 320 });
  const looked: string[] = [];
  page.on('request', (request) => request.url().includes('/similar?') && looked.push(request.url()));
  await page.evaluate(() => {
    const said: string[] = [];
    const line = document.querySelector('[data-similar-count]') as HTMLElement;
    new MutationObserver(() => said.push(line.textContent)).observe(line, { childList: true });
    Object.assign(window, { said });
  });
  await page.fill('#title', 'Bins');
  await page.locator('#title').pressSequentially(' that were missed', { delay: 10 });
  await shows(page, '.similar__topic', 'We text them the next morning.');
  expect(looked).toHaveLength(1);
  await expectAccessible(page);
  expect(await page.locator('.similar__topic a').first().getAttribute('target')).toBe('_blank');

  await page.locator('#title').pressSequentially(' again', { delay: 10 });
  await until('it looked again', async () => looked.length === 2);
  await page.fill('#title', 'Swimming pool timetables');
  await page.locator('.similar__topic').first().waitFor({ state: 'detached' });
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said).toEqual(['2 similar topics', '']);
  expect(await page.inputValue('#title')).toBe('Swimming pool timetables');
  await page.close();
});

test('this answers it: pressed, and not by Enter in the title, it leads there and nothing is left to post', async () => {
  const page = await openPage({
    browser,
    address: app.address,
    as: await makePerson({ council: 'hackney' }),
    path: form,
  });
  await page.fill('#title', 'How do you tell people of missed bins?');
  await shows(page, '.similar__topic', 'This answers it');
  await page.press('#title', 'Enter');
  await shows(page, '.govuk-error-summary', 'Say what you are trying to do');
  await page.locator('[data-found-answer]').first().click();
  await shows(page, '.govuk-notification-banner', 'this answers it');
  await expectAccessible(page);
  await page.goto(app.address + form);
  expect(await page.inputValue('#title')).toBe('');
  expect(await page.locator('.kept-draft').count()).toBe(0);
  await page.close();
});
