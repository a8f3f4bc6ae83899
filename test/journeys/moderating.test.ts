import { acceptAnswer } from '../../server/features/replies/accept-answer.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { send, useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeTopic, workspaceOf } from '../support/make.ts';
import { until } from '../support/until.ts';
import { listen, openLivePage, openPage, shows } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let asker: Member;
let reader: Member;
let coordinator: Member;

beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Rahman', council: 'islington' });
  reader = await makePerson({ name: 'Tom Price', council: 'hackney' });
  coordinator = await makePerson({
    name: 'Nia Griffiths',
    coordinates: [(await workspaceOf(1)).id, (await workspaceOf(2)).id],
  });
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
  expect(await reading.getByText('Write a reply').isVisible()).toBe(false);
  expect(await reading.locator('#body').isVisible()).toBe(false);
  await expectAccessible(reading);

  await page.getByRole('button', { name: 'Undo it' }).click();
  await shows(reading, 'h1', 'Buy our product');
  await shows(reading, '.live-status', 'This page is live');
  expect(await reading.title()).toContain('Buy our product');
  await makeReply(asker, id, { body: 'It is back.' });
  await reading.waitForSelector('#reply-1', { state: 'attached' });
  expect(await reading.getByText('Write a reply').isVisible()).toBe(true);
  await expectAccessible(reading);
  await Promise.all([reading, list, page].map((one) => one.close()));
});

test('a page of a topic that is merged says where it goes on, and one that is moved where it is', async () => {
  const [from, into] = [
    await makeTopic(asker, { title: 'Twice' }),
    await makeTopic(asker, { title: 'Once' }),
  ];
  const reading = await open(reader, `/topics/${from.id}`);
  const other = await open(reader, `/topics/${into.id}`);
  for (const page of [reading, other]) await shows(page, '.live-status', 'This page is live');
  await reading.fill('#body', 'Half a sentence');
  await act(`/topics/${from.id}/merge`, { other: `/topics/${into.id}`, otherId: String(into.id) });
  await shows(reading, 'h1', 'This goes on in another topic');
  expect(await reading.inputValue('#body')).toBe('Half a sentence');
  expect(await reading.getByRole('link', { name: 'Once' }).getAttribute('href')).toBe(`/topics/${into.id}`);

  const { id: workspaceId, name } = await workspaceOf(2);
  await act(`/topics/${into.id}/move`, { workspaceId: String(workspaceId) });
  await shows(other, '.crumbs', name);
  await Promise.all([reading, other].map((one) => one.close()));
});

test('whoever is writing when they may no longer reply is told why, goes on writing, and posts when they may again', async () => {
  const { id } = await makeTopic(asker);
  await makeReply(reader, id);
  const writing = await openLivePage({ browser, address: app.address, as: reader, path: `/topics/${id}` });
  const said = await listen(writing);
  const visible = (name: string) => writing.getByRole('button', { name, exact: true }).isVisible();
  await writing.locator('#body').pressSequentially('Half a');

  for (const [does, undoes, path, words] of [
    ['lock', 'unlock', `/topics/${id}`, 'A coordinator has locked this topic'],
    ['pause', 'resume', `/topics/${id}/replies/1`, 'A coordinator has paused your posting'],
  ] as const) {
    await act(`${path}/${does}`, does === 'pause' ? tomorrow() : {});
    await shows(writing, '[data-why-not]', words);
    expect([await visible('Post reply'), await visible('Save as a draft')]).toEqual([false, true]);
    expect(await writing.locator('#reply-1 [data-can="quote"]').isVisible()).toBe(false);
    await writing.keyboard.type(' sentence');
    await writing.keyboard.press('Control+Enter');
    expect(await writing.inputValue('#body')).toMatch(/^Half a sentence/);
    await until('it was said', async () => (await said()).some((line) => line.includes(words)));
    await expectAccessible(writing);
    await act(`${path}/${undoes}`);
    await writing.locator('[data-why-not]').waitFor({ state: 'hidden' });
    expect([await visible('Post reply'), await visible('Save as a draft')]).toEqual([true, true]);
    expect(await writing.locator('#reply-1 [data-can="quote"]').isVisible()).toBe(true);
  }
  expect((await said()).join()).not.toContain('The topic is locked now');
  await writing.keyboard.press('Control+Enter');
  await shows(writing, '#reply-2', 'Half a sentence');
  await writing.close();
});

test('whoever looks on hears in one short sentence what is done to replies and to the topic', async () => {
  const { id } = await makeTopic(asker, { visibility: 'public' });
  const numbers = [(await makeReply(asker, id)).number, (await makeReply(reader, id)).number];
  const looking = await openLivePage({ browser, address: app.address, path: `/topics/${id}` });
  const said = await listen(looking);
  const hears = (words: string) => until(words, async () => (await said()).join().includes(words));
  await Promise.all(numbers.map((number) => act(`/topics/${id}/replies/${number}/hide`)));
  await until('both are counted', async () =>
    /2 replies were hidden|(1 reply was hidden.*){2}/.test((await said()).join()),
  );
  await act(`/topics/${id}/lock`);
  await hears('The topic is locked now');
  await act(`/topics/${id}/slow`, { minutes: '10' });
  await hears('The topic is slowed down now');
  await looking.close();
});

async function act(path: string, more: Record<string, string> = {}) {
  const agent = await app.signInAs(coordinator);
  const fields = { reason: 'It has to be so', note: '', latest: '1000000', ...more };
  await send(agent, `/moderation${path}`, fields).expect(303);
}

function tomorrow() {
  const date = new Date(Date.now() + 86_400_000);
  return {
    'until-day': String(date.getUTCDate()),
    'until-month': String(date.getUTCMonth() + 1),
    'until-year': String(date.getUTCFullYear()),
  };
}
