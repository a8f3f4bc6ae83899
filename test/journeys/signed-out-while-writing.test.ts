import type { Page } from 'playwright-core';
import type { Member } from '../../server/platform/viewer.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { ask } from '../support/databases.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { openPage } from '../support/visits.ts';

const browser = useBrowser();
let asker: Member;
let writer: Member;
let colleague: Member;

const app = useApp();
beforeEach(async () => {
  asker = await makePerson({ name: 'Amina Rahman' });
  writer = await makePerson({ name: 'Tom Price', council: 'hackney' });
  colleague = await makePerson({ name: 'Seun Adeyemi', council: 'hackney' });
});

const inDatabase = (query: string) => ask(process.env.DATABASE_URL as string, query);
const open = (path: string, scripts: boolean) =>
  openPage({ browser, address: app.address, as: writer, path, scripts });
const has = (page: Page, selector: string, text: string) =>
  page.locator(selector, { hasText: text }).first().waitFor();

const sessionRunsOut = (person: Member) => inDatabase(`delete from sessions where person_id = ${person.id}`);

/** From the page that asks to sign in, by the mail that it sends. */
async function signInByMail(page: Page, person: Member): Promise<void> {
  await page.getByLabel('Work email address').fill(person.email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByRole('link', { name: 'Open the mailbox' }).click();
  await page.getByRole('link', { name: 'Open the link in this mail' }).first().click();
  await has(page, 'h1', `Sign in as ${person.name}`);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

describe.each([
  ['on', true],
  ['off', false],
])('with scripts %s', (_, scripts) => {
  test('a reply is posted after signing in again, once, and in answer to what it answered', async () => {
    const { id } = await makeTopic(asker);
    const question = await makeReply(asker, id, { body: 'What about weekends?' });
    await makeReply(asker, id, { body: 'Something else' });
    const page = await open(`/topics/${id}`, scripts);
    await page.getByRole('link', { name: 'Reply to 1, Amina Rahman' }).click();
    await has(page, 'form', 'In answer to 1, Amina Rahman');
    await page.getByRole('textbox', { name: 'Your reply' }).fill('On Sundays, too.');
    await sessionRunsOut(writer);
    await page.getByRole('button', { name: 'Post reply' }).click();

    await has(page, 'main', 'What you wrote is kept, and is posted when you have signed in.');
    await signInByMail(page, writer);
    await has(page, '#reply-3', 'On Sundays, too.');
    await has(page, '#reply-3', 'in answer to 1, Amina Rahman');
    expect(new URL(page.url()).hash).toBe('#reply-3');
    expect(await page.getByRole('textbox', { name: 'Your reply' }).inputValue()).toBe('');
    await page.reload();
    await page.goBack();
    const stored = await inDatabase(
      `select body, parent_id from replies where topic_id = ${id} and author_id = ${writer.id}`,
    );
    expect(stored).toEqual([{ body: 'On Sundays, too.', parent_id: question.id }]);
  });

  test('a topic is posted after signing in again, once, in the workspace it was written in', async () => {
    const page = await open('/workspaces/use-open-standards/topics/new?kind=pattern', scripts);
    await page.getByLabel('Title').fill('One address, once');
    await page.getByRole('textbox', { name: 'The problem' }).fill('Asked again and again');
    await page.getByRole('textbox', { name: 'The solution' }).fill('Keep the UPRN');
    await page.getByLabel('Everyone').check();
    await sessionRunsOut(writer);
    await page.getByRole('button', { name: 'Post pattern' }).click();

    await has(page, 'main', 'What you wrote is kept, and is posted when you have signed in.');
    await signInByMail(page, writer);
    await has(page, 'h1', 'One address, once');
    await has(page, '.prose', 'Keep the UPRN');
    expect(
      await inDatabase(
        `select slug, kind, visibility from topics join workspaces on workspaces.id = workspace_id where author_id = ${writer.id}`,
      ),
    ).toEqual([{ slug: 'use-open-standards', kind: 'pattern', visibility: 'public' }]);
  });

  test('somebody else who signs in on that browser does not get it, and it still waits for its writer', async () => {
    const { id } = await makeTopic(asker);
    const page = await open(`/topics/${id}`, scripts);
    await page.getByRole('textbox', { name: 'Your reply' }).fill('Between the two of us');
    await sessionRunsOut(writer);
    await page.getByRole('button', { name: 'Post reply' }).click();
    await has(page, 'main', 'What you wrote is kept');

    await signInByMail(page, colleague);
    await page.goto(`${app.address}/topics/${id}`);
    expect(await page.getByRole('textbox', { name: 'Your reply' }).inputValue()).toBe('');
    expect(await page.locator('body').textContent()).not.toContain('Between the two of us');
    expect(await inDatabase(`select body from replies where topic_id = ${id}`)).toEqual([]);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto(`${app.address}/sign-in`);
    await signInByMail(page, writer);
    await has(page, '#reply-1', 'Between the two of us');
    await has(page, '#reply-1', 'Tom Price');
  });
});
