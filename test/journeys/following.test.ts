import type { Page } from 'playwright-core';
import { follow } from '../../server/features/follows/follow.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { send, useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeReply, makeTopic, topicFields } from '../support/make.ts';
import { openLivePage, openPage, shows, wasNeverReloaded } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();
let asker: Member;
let reader: Member;

beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Rahman' });
});
beforeEach(async () => {
  reader = await makePerson({ name: 'Tom Price' });
});

const says = (page: Page) => page.locator('.follow').textContent();

test.each([true, false])(
  'somebody follows a topic, then its workspace, and less of the group; scripts: %s',
  async (scripts) => {
    const { id } = await makeTopic(asker, { title: `What do you charge for, scripts ${scripts}?` });
    const visit = { browser, address: app.address, as: reader, width: 320, scripts };
    const page = await openPage({ ...visit, path: `/topics/${id}` });
    await page.getByRole('link', { name: 'Follow this topic' }).click();
    const choose = async (choice: string) => {
      await page.getByRole('radio', { name: choice, exact: true }).check();
      await page.getByRole('button', { name: 'Save' }).click();
      await shows(page, '.govuk-notification-banner', 'You have changed what you are told');
    };
    expect(await page.getByRole('radio', { checked: true }).getAttribute('value')).toBe('as-wider');
    await choose('Only when solved');
    expect(await says(page)).toBe('You are told when this is solved. Change what you are told of this topic');
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Understand user needs' }).first().click();
    await page.getByRole('link', { name: 'Follow this workspace' }).click();
    await choose('New topics');
    expect(await says(page)).toMatch(/^You follow new topics here\. Change/);
    await page.goto(app.address);
    await page.getByRole('link', { name: 'Follow the group' }).click();
    await choose('Nothing');

    await page.getByRole('link', { name: 'See all that you follow' }).click();
    await shows(page, 'main', 'You are told nothing in the group.');
    await expectAccessible(page);
    await page
      .getByRole('link', { name: `Change what you are told of What do you charge for, scripts ${scripts}?` })
      .click();
    await choose('As in the workspace');
    expect(new URL(page.url()).pathname).toBe('/account/follows');
    await shows(page, 'main', 'All as in their workspaces.');
    await page.goto(`${app.address}/topics/${id}`);
    expect(await says(page)).toMatch(/^You follow new topics, as in the whole workspace\./);
    await page.context().close();
  },
);

test('whoever replies sees on every page of theirs that they follow the topic now, and keeps their place', async () => {
  const { id } = await makeTopic(asker);
  const open = (as: Member) => openLivePage({ browser, address: app.address, as, path: `/topics/${id}` });
  const [page, second, others] = [await open(reader), await open(reader), await open(asker)];
  await second.fill('#body', 'Half a thought');
  await page.fill('#body', 'We charge for nothing.');
  await page.keyboard.press('Control+Enter');
  const now = 'You follow everything here, since you posted.';
  await shows(page, '.follow', now);
  await shows(page, '#reply-1:focus', 'We charge for nothing.');
  await shows(second, '.follow', now);
  expect(await second.inputValue('#body')).toBe('Half a thought');
  expect(await second.locator('#body:focus').count()).toBe(1);
  await shows(others, '#reply-1', 'We charge for nothing.');
  for (const each of [page, second, others]) {
    expect(await wasNeverReloaded(each)).toBe(true);
    await each.context().close();
  }
});

test('a change of the topic leaves what a reader follows, and has nobody fetch the page who can do nothing there', async () => {
  const { id, title } = await makeTopic(asker);
  await follow(reader, { place: 'topic', id }, 'solved');
  const page = await openLivePage({ browser, address: app.address, as: reader, path: `/topics/${id}` });
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const agent = await app.signInAs(asker);
  const edited = topicFields('question', { title: `${title}, edited`, visibility: 'public', from: '1' });
  await send(agent, `/topics/${id}/edit`, edited).expect(303);
  await shows(page, 'h1', `${title}, edited`);
  await makeReply(asker, id, { body: 'And a reply' });
  await shows(page, '#reply-1', 'And a reply');
  expect(await says(page)).toMatch(/^You are told when this is solved\./);
  expect(fetched.filter((path) => path === `/topics/${id}`)).toEqual([]);
  await page.context().close();
});
