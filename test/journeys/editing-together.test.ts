import type { Member } from '../../server/platform/viewer.ts';
import { useApp } from '../support/app.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeTopic, topicRow } from '../support/make.ts';
import { openPage } from '../support/visits.ts';

let browser: TestBrowser;
let author: Member;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const app = useApp();
beforeAll(async () => {
  author = await makePerson({ name: 'Ada Author' });
});

test.each([{ scripts: 'on' }, { scripts: 'off' }])(
  'with scripts $scripts, whoever saves second sees what changed, and merges it without losing a word',
  async ({ scripts }) => {
    const trying = 'We want fewer missed bins.\n\nIn every street.';
    const { id } = await makeTopic(author, { fields: { trying } });
    const visit = { browser, address: app.address, scripts: scripts === 'on', as: author };
    const edit = { ...visit, path: `/topics/${id}/edit` };
    const [first, second] = [await openPage(edit), await openPage(edit)];

    await first.fill('#trying', 'We want fewer missed bins.\n\nIn every street and lane.');
    await first.getByRole('button', { name: 'Save changes' }).click();
    await first.waitForURL(`**/topics/${id}`);

    await second.fill('#trying', 'We want no missed bins.\n\nIn every street.');
    await second.fill('#tried', 'Asking the crews');
    await second.getByRole('button', { name: 'Save changes' }).click();
    await second.getByRole('heading', { name: 'What changed while you were editing' }).waitFor();
    expect(await second.locator('.govuk-error-summary').textContent()).toContain(
      'We put both texts together',
    );
    expect(await second.locator('.meanwhile .difference ins').first().textContent()).toContain('and lane');
    expect(await second.locator('#trying').inputValue()).toBe(
      'We want no missed bins.\n\nIn every street and lane.',
    );
    expect(await second.getByText('You have a draft').count()).toBe(0);
    await second.getByRole('button', { name: 'Save changes' }).click();
    await second.waitForURL(`**/topics/${id}`);
    expect((await topicRow(id)).content).toMatchObject({
      trying: 'We want no missed bins.\n\nIn every street and lane.',
      tried: 'Asking the crews',
    });

    const reply = await makeReply(author, id, { body: 'Ask Jo' });
    const editReply = { ...visit, path: `/replies/${reply.id}/edit` };
    const [one, other] = [await openPage(editReply), await openPage(editReply)];
    await one.fill('#body', 'Ask Sam');
    await one.getByRole('button', { name: 'Save changes' }).click();
    await one.waitForURL(`**/topics/${id}#reply-1`);
    await other.fill('#body', 'Ask Kim');
    await other.getByRole('button', { name: 'Save changes' }).click();
    await other.getByRole('heading', { name: 'Both together' }).waitFor();
    expect(await other.locator('#body').inputValue()).toMatch(/Ask Sam\n---- Yours: ----\nAsk Kim\n/);
    await other.fill('#body', 'Ask Sam or Kim');
    await other.getByRole('button', { name: 'Save changes' }).click();
    await other.waitForURL(`**/topics/${id}#reply-1`);
    await other.locator('#reply-1').getByText('Ask Sam or Kim').waitFor();
    await Promise.all([first, second, one, other].map((page) => page.context().close()));
  },
);
