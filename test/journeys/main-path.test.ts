import type { Locator, Page } from 'playwright-core';
import { acceptAnswer } from '../../server/features/replies/accept-answer.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { openPage } from '../support/visits.ts';

const browser = useBrowser();
let helper: Member;

const app = useApp();
beforeAll(async () => {
  helper = await makePerson({ name: 'Tom Price', council: 'hackney' });
  const other = await makePerson({ name: 'Amina Rahman' });
  const { id } = await makeTopic(other, { requirement: 10, tags: 'parking', title: 'Another question' });
  await acceptAnswer(other, (await makeReply(helper, id)).id);
});

test.each([
  { scripts: 'on', name: 'Inês Moreau', email: 'ines.moreau@islington.gov.uk' },
  { scripts: 'off', name: 'Noah Adeyemi', email: 'noah.adeyemi@islington.gov.uk' },
])(
  'with scripts $scripts, a newcomer joins, takes part, and finds again what was solved',
  async ({ scripts, name, email }) => {
    const workspace = '/workspaces/make-sure-users-succeed-first-time';
    const title = `How do you stop reports of bins that were not missed? (${name})`;
    const visit = { browser, address: app.address, scripts: scripts === 'on', path: '/' };
    const page = await openPage(visit);
    const other = await openPage({ ...visit, as: helper });
    let question = 0;

    await joins();
    await readsWorkspace();
    await asksQuestion();
    await draftsAndPublishesGuidance();
    await addsPattern();
    await talksItThrough();
    await editsReply();
    await removesReplyAndPutsItBack();
    await acceptsAnswers();
    await findsItInItsWorkspace();
    await findsItElsewhere();
    await signsOut();

    /** Joins by a link in the mail, and is helped past mistakes. */
    async function joins(): Promise<void> {
      await press('Sign in or join');
      await press('Send me a link');
      await expectErrors({ email: 'Enter your work email address' });
      await page.getByLabel('Work email address').fill('ines@example.com');
      await press('Send me a link');
      await has('main', 'ines@example.com is not at a council in the group');
      await press('use your council address');
      await page.getByLabel('Work email address').fill(email.toUpperCase());
      await press('Send me a link');
      await has('h1', 'Check your email');

      await press('Open the mailbox');
      await press('Open the link in this mail');
      await has('h1', 'Tell the group who you are');
      await page.getByLabel('Your job').fill('Waste product owner');
      await press('Join and sign in');
      await expectErrors({ name: 'Enter your name' });
      expect(await page.getByLabel('Your job').inputValue()).toBe('Waste product owner');
      await page.getByLabel('Your name').fill(name);
      await press('Join and sign in');
      await has('h1', 'Sign in faster next time');
      await press('Not now');
      await has('h1', `Welcome, ${name}`);
    }

    /** Reads a requirement’s workspace. */
    async function readsWorkspace(): Promise<void> {
      await press('The Standard');
      await press('Make sure users succeed first time');
      await has('.band__lead', 'simple enough that users succeed first time unaided');
      await has('.band', 'Open Government Licence v3.0');
      await has('.topic-row', 'Another question');
    }

    /** Asks a question, and loses nothing by forgetting its title. */
    async function asksQuestion(): Promise<void> {
      await press('Ask a question');
      await page
        .getByRole('textbox', { name: 'What are you trying to do?' })
        .fill('Fewer *needless* reports');
      await page.getByLabel('Tags').fill('Waste, missed bins');
      await page.getByLabel('Everyone').check();
      await press('Post question');
      await expectErrors({ title: 'Enter your question in one line' });
      expect(await page.getByRole('textbox', { name: 'What are you trying to do?' }).inputValue()).toBe(
        'Fewer *needless* reports',
      );
      expect(await page.getByLabel('Tags').inputValue()).toBe('Waste, missed bins');
      expect(await page.getByLabel('Everyone').isChecked()).toBe(true);
      await page.getByLabel('Your question in one line').fill(title);
      await press('Post question');
      await has('h1', title);
      await has('.band', 'Open');
      await has('.prose em', 'needless');
      question = Number(new URL(page.url()).pathname.split('/').at(-1));
    }

    /** Keeps guidance as a draft that nobody else finds, then publishes it. */
    async function draftsAndPublishesGuidance(): Promise<void> {
      await page.goto(`${app.address}${workspace}`);
      await press('Share guidance');
      await page.getByLabel('Title').fill('Say when the crew comes back');
      await page.getByRole('textbox', { name: 'Summary' }).fill('One line on the form.');
      await page.locator('#body').fill('# When\n\nSay the day.');
      await page.getByRole('textbox', { name: 'Who is it for?' }).fill('Content designers');
      await press('Save as a draft');
      await has('.topic', 'This is a draft. Only you can see it.');
      const draft = page.url();
      expect((await other.goto(draft))?.status()).toBe(404);
      await press('Publish');
      await has('.state', 'Current');
      expect(new URL(page.url()).hash).toBe('#state');
      await other.goto(draft);
      await has('.prose', 'Say the day.', other);
      expect(await other.getByRole('heading', { name: 'When', exact: true }).isVisible()).toBe(true);
    }

    /** Adds a pattern after looking at a preview of it. */
    async function addsPattern(): Promise<void> {
      await page.goto(`${app.address}${workspace}`);
      await press('Add a pattern');
      await page.getByLabel('Title').fill('Check before you report');
      await page.getByRole('textbox', { name: 'The problem' }).fill('Needless reports');
      await page
        .getByRole('textbox', { name: 'The solution' })
        .fill('| Answer | Then |\n| --- | --- |\n| Not yet | Wait |');
      await press('Preview');
      await has('.preview td', 'Wait');
      await has('.preview', 'Not posted yet');
      expect(await page.getByRole('textbox', { name: 'The problem' }).inputValue()).toBe('Needless reports');
      await page.getByRole('textbox', { name: 'The problem' }).fill('Needless reports of bins');
      await press('Post pattern');
      await has('.state', 'Proposed');
      await has('.prose', 'Needless reports of bins');
      expect(await page.locator('.preview').count()).toBe(0);
    }

    /** Talks it through: answers an answer, and is told when a reply is too long. */
    async function talksItThrough(): Promise<void> {
      await makeReply(helper, question, { body: 'Ask the *crews* first.' });
      await page.goto(`${app.address}/topics/${question}`);
      await page.locator('#reply-1').getByRole('link', { name: 'Reply to 1, Tom Price' }).click();
      await has('form', 'In answer to 1, Tom Price');
      const long = `${'Thank you. '.repeat(1819)}`;
      await page.getByRole('textbox', { name: 'Your reply' }).fill(long);
      await press('Post reply');
      await expectErrors({ body: 'Reply must be 20,000 characters or fewer: it has 9 characters too many' });
      expect(await page.getByRole('textbox', { name: 'Your reply' }).inputValue()).toBe(long);
      await has('form', 'In answer to 1, Tom Price');
      await page.getByRole('textbox', { name: 'Your reply' }).fill('Thank you. Which *crews* did you ask?');
      await press('Post reply');
      await has('#reply-2', 'in answer to 1, Tom Price');
      await has('#reply-2', 'Which crews did you ask?');
      await makeReply(helper, question, { body: 'And ride along for a morning.' });
      await page.reload();
    }

    /** Edits a reply, and the history shows word by word what is different. */
    async function editsReply(): Promise<void> {
      await control(2, 'Edit reply 2');
      await page.getByRole('textbox', { name: 'Your reply' }).fill('Thank you. Which *rounds* did you ask?');
      await page.getByLabel('Why are you changing it?').fill('Rounds, not crews');
      await press('Save changes');
      await has('#reply-2', 'Which rounds did you ask?');
      await page.locator('#reply-2').getByRole('link', { name: 'edited' }).click();
      await has('.version', 'Rounds, not crews');
      expect(await page.locator('.difference del').allInnerTexts()).toEqual([
        expect.stringContaining('crews'),
      ]);
      expect(await page.locator('.difference ins').allInnerTexts()).toEqual([
        expect.stringContaining('rounds'),
      ]);
      await press('Go to the reply');
      await has('#reply-2', 'Which rounds did you ask?');
    }

    /** Removes a reply and puts it back. */
    async function removesReplyAndPutsItBack(): Promise<void> {
      await control(2, 'Remove reply 2');
      await has('#reply-2', 'This reply was removed by its author.');
      await has('[data-part="summary"]', '2 replies');
      await control(2, 'Put back reply 2');
      await has('#reply-2', 'Which rounds did you ask?');
      await has('[data-part="summary"]', '3 replies');
    }

    /** Accepts two answers and takes one back. */
    async function acceptsAnswers(): Promise<void> {
      await control(1, /Accept.*reply 1/);
      await has('.answers h2', '1 accepted answer');
      await control(3, /Accept.*reply 3/);
      await has('.answers h2', '2 accepted answers');
      await has('.state', 'Answered');
      await control(3, /No longer.*reply 3/);
      await has('.answers h2', '1 accepted answer');
      await has('.answers .answer', 'Ask the crews first.');
      expect(await page.locator('.reply--accepted').count()).toBe(1);
      await has('.state', 'Answered');
    }

    /** Finds the solved question again in its workspace, by its state, tag and council. */
    async function findsItInItsWorkspace(): Promise<void> {
      await page.goto(`${app.address}${workspace}`);
      const filters = page.getByRole('navigation', { name: 'Filter topics' });
      await filters.getByRole('link', { name: 'Solved' }).click();
      await has('.filters__now', 'Showing: solved.');
      expect(await page.locator('.topic-row').count()).toBeGreaterThan(1);
      await filters.getByText('By council or tag').click();
      await filters.getByRole('link', { name: 'missed bins' }).click();
      await has('.filters__now', 'tagged “missed bins”');
      await filters.getByRole('link', { name: 'Islington' }).click();
      await has('.filters__now', 'Showing: solved, from Islington, tagged “missed bins”.');
      const titles = await page.locator('.topic-row__title').allInnerTexts();
      expect(titles).toContain(title);
      expect(titles).not.toContain('Another question');
      await page.getByRole('link', { name: title }).click();
      await has('.answers', 'Ask the crews first.');
    }

    /** Finds it from the council that asked, the council that answered, and home. */
    async function findsItElsewhere(): Promise<void> {
      await page.goto(`${app.address}/councils/islington`);
      await has('.topic-row', title);
      await page.goto(`${app.address}/councils/hackney`);
      await has('section:has(#answered) .topic-row', title);
      await press('Standard Practice');
      await has('section:has(#mine)', title);
      await has('section:has(#mine)', 'Answered, 3 replies');
    }

    /** Signs out, and then sees only what is public. */
    async function signsOut(): Promise<void> {
      await press('Sign out');
      await page.getByRole('link', { name: 'Sign in', exact: true }).waitFor();
      await page.goto(`${app.address}${workspace}`);
      await has('.topic-row', title);
      expect(await page.locator('main').textContent()).not.toContain('Say when the crew comes back');
      expect(await page.getByRole('link', { name: 'Ask a question' }).count()).toBe(0);
    }

    /** Follows a link or presses a button, whichever has this name. */
    async function press(name: string | RegExp, within: Page | Locator = page): Promise<void> {
      const options = { name };
      await within.getByRole('button', options).or(within.getByRole('link', options)).first().click();
    }

    /** Waits until the page has this text in a piece. */
    async function has(selector: string, text: string | RegExp, on = page): Promise<void> {
      await on.locator(selector, { hasText: text }).first().waitFor();
    }

    /** Uses what can be done with a reply. */
    async function control(reply: number, name: string | RegExp): Promise<void> {
      await press(name, page.locator(`#reply-${reply} .reply__controls`));
    }

    /** The page says that something is wrong, at the top and in its title, and leads to each field that is. */
    async function expectErrors(fields: Record<string, string>): Promise<void> {
      const summary = page.locator('.govuk-error-summary');
      await summary.waitFor();
      expect(await page.title()).toMatch(/^Error: /);
      expect(await summary.locator('a').allTextContents()).toEqual(Object.values(fields));
      for (const [id, message] of Object.entries(fields)) {
        await summary.getByText(message, { exact: true }).click();
        expect(await page.evaluate(() => document.activeElement?.id)).toBe(id);
        expect(await page.locator(`#${id}-error`).textContent()).toContain(message);
      }
    }
  },
  180_000,
);
