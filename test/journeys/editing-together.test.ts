import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeTopic, topicRow } from '../support/make.ts';
import { openPage, shows } from '../support/visits.ts';

const browser = useBrowser();
let author: Member;

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

test.each([{ scripts: 'on' }, { scripts: 'off' }])(
  'with scripts $scripts, a suggested edit is seen as a difference, changed a little, and accepted with credit',
  async ({ scripts }) => {
    const helper = await makePerson({ name: 'Hana Helper', council: 'hackney' });
    const { id } = await makeTopic(author, { kind: 'guidance', fields: { body: 'Ask five people.' } });
    const visit = { browser, address: app.address, scripts: scripts === 'on', width: 320 };
    const page = await openPage({ ...visit, as: helper, path: `/topics/${id}` });
    await page.getByRole('link', { name: 'Suggest an edit' }).click();
    await page.fill('#body', 'Ask eight people.');
    await page.fill('#reason', 'Five is too few');
    await page.getByRole('button', { name: 'Preview' }).click();
    await shows(page, '.preview', 'Ask eight people.');
    await page.getByRole('button', { name: 'Send suggestion' }).click();
    await shows(page, '.govuk-notification-banner', 'Your suggestion is sent');
    await expectAccessible(page);

    const decides = await openPage({ ...visit, as: author, path: `/topics/${id}` });
    await decides.getByRole('link', { name: '1 suggested edit to decide' }).click();
    await decides.getByRole('link', { name: 'Five is too few' }).click();
    await shows(decides, '.difference ins', 'eight');
    await expectAccessible(decides);
    await decides.fill('#body', 'Ask eight people, twice.');
    await decides.getByRole('button', { name: 'Accept' }).click();
    await shows(decides, '.byline', 'With edits by Hana Helper, Hackney');
    await shows(decides, '.prose', 'Ask eight people, twice.');
    await Promise.all([page, decides].map((one) => one.context().close()));
  },
);
