import type { Page } from 'playwright-core';
import { follow } from '../../server/features/follows/follow.ts';
import { levelFor } from '../../server/features/follows/followers.ts';
import { findSettingsOf } from '../../server/features/notice-mails/queries.ts';
import { presets, usualSettings } from '../../server/features/notice-mails/settings.ts';
import { stopAddress } from '../../server/features/notice-mails/stop.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeTopic, workspaceOf } from '../support/make.ts';
import { openPage } from '../support/visits.ts';

const browser = useBrowser();
const app = useApp();

const chosen = (page: Page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLInputElement>('[data-presets-with]:checked')].map((radio) => [
        radio.name.replace('mail-', ''),
        radio.value,
      ]),
    ),
  );

test.each([true, false])(
  'a preset fills in the table, and one choice is changed by keyboard, scripts: %s',
  async (scripts) => {
    const as = await makePerson();
    const page = await openPage({
      browser,
      address: app.address,
      as,
      path: '/account/emails',
      scripts,
      width: 320,
    });
    await page.getByLabel('From').selectOption('10am');
    await page.getByRole('button', { name: 'Quiet' }).click();
    await page.getByText('Filled in: Quiet').waitFor();
    // Only coordinators have mail of what needs them in a week.
    const { week: _, ...quiet } = presets.quiet;
    expect(await chosen(page)).toEqual(quiet);
    expect(await page.getByLabel('From').inputValue()).toBe('10');
    await page.getByRole('radio', { name: 'Mentions: Daily' }).focus();
    await page.keyboard.press('ArrowLeft');
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'Mentions: At once' }).press('Enter');
    await page.getByText('You have changed which emails you get').waitFor();
    const { kinds, hoursFrom } = await findSettingsOf(as.id);
    // What they were not asked about is as it was.
    expect(kinds).toEqual({ ...quiet, week: usualSettings.kinds.week, mention: 'at-once' });
    expect(hoursFrom).toBe(10);
  },
);

test.each([true, false])(
  'emails about a topic are stopped without signing in, and brought back, scripts: %s',
  async (scripts) => {
    const reader = await makePerson();
    const { id } = await makeTopic(reader, { title: 'How do you test letters?' });
    await follow(reader, { place: 'topic', id }, 'everything');
    const level = async () => levelFor(reader.id, { id, workspaceId: (await workspaceOf(1)).id });
    const path = stopAddress(reader.id)({ topicId: id });
    const page = await openPage({ browser, address: app.address, path, scripts, width: 320 });
    await page.getByRole('button', { name: 'Stop these emails' }).click();
    await page
      .getByRole('heading', { name: 'You have stopped emails about “How do you test letters?”' })
      .waitFor();
    expect(await level()).toBe('mine');
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByText('You get these emails again').waitFor();
    expect(await level()).toBe('everything');
  },
);
