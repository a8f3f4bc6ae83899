import { acceptAnswer } from '../../server/features/replies/accept-answer.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeTopic, workspaceOf } from '../support/make.ts';
import { openPage, shows } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
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
  'a reply is hidden and put back while others read, and its author hears why; scripts of the coordinator: %s',
  async (scripts) => {
    const { id } = await makeTopic(asker, { title: 'Who empties the bins?' });
    const reply = await makeReply(reader, id, { body: 'Mrs Smith of 3 High Street does.' });
    await acceptAnswer(asker, reply.id);
    const reading = await open(asker, `/topics/${id}`);
    await shows(reading, '.live-status', 'This page is live');

    const page = await open(coordinator, `/topics/${id}`, scripts);
    await page.getByRole('link', { name: 'Moderate reply 1' }).click();
    await page.getByRole('link', { name: 'Hide', exact: true }).click();
    await page.getByRole('button', { name: 'Hide', exact: true }).click();
    await page.locator('.govuk-error-summary').waitFor();
    expect(await page.title()).toMatch(/^Error: /);
    await page.getByRole('textbox', { name: 'Reason' }).fill('It says where somebody lives');
    await page.getByRole('textbox', { name: 'Note to the author' }).fill('Leave out the address.');
    await page.getByRole('button', { name: 'Hide', exact: true }).click();
    await shows(page, '.govuk-notification-banner', 'It is hidden');
    await expectAccessible(page);

    await shows(reading, '#reply-1 .prose', 'A coordinator hid this reply.');
    expect(await reading.content()).not.toContain('Mrs Smith');
    await expectAccessible(reading);
    const told = await open(reader, '/notices');
    await told
      .getByRole('link', { name: /A coordinator hid your reply/ })
      .first()
      .click();
    await shows(told, '.govuk-summary-list', 'It says where somebody lives');
    await shows(told, '.govuk-summary-list', 'Leave out the address.');

    await page.getByRole('button', { name: 'Undo it' }).click();
    await shows(page, '.govuk-notification-banner', 'It is as it was before');
    await shows(reading, '#reply-1 .prose', 'Mrs Smith');
    await shows(reading, '.answers', 'Mrs Smith');
    await Promise.all([reading, page, told].map((one) => one.close()));
  },
);

test('a topic that is hidden goes from the pages that are open, and from the list of its workspace', async () => {
  const { id } = await makeTopic(asker, { title: 'Buy our product' });
  const reading = await open(reader, `/topics/${id}`);
  const list = await open(reader, '/workspaces/understand-user-needs');
  for (const page of [reading, list]) await shows(page, '.live-status', 'This page is live');
  await shows(list, `[data-part="topic-${id}"]`, 'Buy our product');

  const page = await open(coordinator, `/moderation/topics/${id}/hide`);
  await page.getByRole('textbox', { name: 'Reason' }).fill('It advertises a supplier');
  await page.getByRole('button', { name: 'Hide', exact: true }).click();
  await shows(page, '.govuk-notification-banner', 'It is hidden');
  await list.locator(`[data-part="topic-${id}"]`).waitFor({ state: 'detached' });
  await shows(reading, 'h1', 'This page is no longer open to you');
  expect(await reading.content()).not.toContain('Buy our product');
  await Promise.all([reading, list, page].map((one) => one.close()));
});
