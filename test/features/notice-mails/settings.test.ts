import { eq, sql } from 'drizzle-orm';
import { findSettingsOf } from '../../../server/features/notice-mails/queries.ts';
import {
  type Choices,
  presets,
  presetWords,
  usualSettings,
} from '../../../server/features/notice-mails/settings.ts';
import { noticeMails } from '../../../server/features/notice-mails/tables.ts';
import { giveNotices, type NewNotice } from '../../../server/features/notices/give-notices.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow } from '../../support/clock.ts';
import { emailFields, makeGuest, makePerson, makeTopic } from '../../support/make.ts';

const app = useApp();
let person: Member;
let agent: Agent;
let topicId = 0;

const at = (time: string) => {
  clock.now = () => new Date(`2027-01-${time}:00.000Z`);
};

beforeEach(async () => {
  at('12T10:00');
  person = await makePerson();
  agent = await app.signInAs(person);
  topicId = (await makeTopic(person)).id;
});
afterEach(backToNow);

const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(emailFields()).filter(([name]) => !names.includes(name)));

const save = (given: Record<string, string>) => send(agent, '/account/emails', given);

/** What is only for coordinators is asked of nobody else. */
const withoutWeek = ({ week: _, ...kinds }: Choices) => kinds;

/** The value that is chosen in the table on a page, by kind. */
const chosenIn = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/name="mail-(\w+)" value="([\w-]+)"[^>]* checked/g)].map(([, kind, how]) => [
      kind,
      how,
    ]),
  );

test('whoever has chosen nothing has what is usual, and is told in a sentence what that means', async () => {
  const { text } = await agent.get('/account/emails').expect(200);
  expect(chosenIn(text)).toEqual(withoutWeek(presets.normal));
  expect(text).toContain('Next daily digest: tomorrow at 9am.');
  expect(text).toContain('between 8am and 6pm on Monday to Friday, not on bank holidays.');
  expect(text).not.toContain('weekly digest:');
});

test('what somebody chooses is theirs from then on', async () => {
  const chosen = {
    'mail-reply': 'none',
    'mail-mention': 'weekly',
    'works-6': 'yes',
    hoursFrom: '12',
    hoursTo: '24',
    digestHour: '16',
    digestWeekday: '5',
  };
  await save({ ...emailFields(chosen), restsOnHolidays: '' })
    .expect(303)
    .expect('Location', /done=saved/);
  expect(await findSettingsOf(person.id)).toEqual({
    kinds: { ...presets.normal, reply: 'none', mention: 'weekly' },
    hoursFrom: 12,
    hoursTo: 24,
    days: [1, 2, 3, 4, 5, 6],
    digestHour: 16,
    digestWeekday: 5,
    restsOnHolidays: false,
  });
  const { text } = await agent.get('/account/emails?done=saved').expect(200);
  expect(text).toContain('Next daily digest: today at 4pm.');
  expect(text).toContain('Next weekly digest: Friday 15 January 2027 at 4pm.');
  expect(text).toContain('between midday and midnight on Mondays, Tuesdays, Wednesdays');
  expect(chosenIn(text)).toMatchObject({ reply: 'none', mention: 'weekly' });
  await save(emailFields()).expect(303);
  expect(await findSettingsOf(person.id)).toEqual(usualSettings);
});

test('each button says what it fills in before it is pressed', async () => {
  const { text } = await agent.get('/account/emails').expect(200);
  for (const [value, { means }] of Object.entries(presetWords)) {
    expect(text).toContain(`aria-describedby="preset-${value}"`);
    expect(text).toContain(`id="preset-${value}">${means}<`);
  }
});

test.each(Object.entries(presets))(
  '“%s” fills in the table, keeps the rest as it was typed and saves nothing',
  async (preset, kinds) => {
    const { text } = await save(emailFields({ preset, hoursFrom: '5', 'mail-act': 'weekly' })).expect(200);
    expect(chosenIn(text)).toEqual(withoutWeek(kinds));
    expect(text).toMatch(/<option value="5" selected>5am/);
    expect(text).toContain('Select “Save” to keep it');
    expect(await findSettingsOf(person.id)).toEqual(usualSettings);
  },
);

test.each([
  [without('mail-solved'), 'Choose how you get email of: solved questions', '#mail-solved'],
  [emailFields({ 'mail-reply': 'hourly' }), 'Choose how you get email of: replies to you', '#mail-reply'],
  [emailFields({ hoursFrom: '18' }), 'Your day has to end after it begins', '#hoursTo'],
  [emailFields({ hoursTo: '25' }), 'Choose when your day ends', '#hoursTo'],
  [emailFields({ digestHour: 'noon' }), 'Choose an hour for digests', '#digestHour'],
  [emailFields({ digestWeekday: '8' }), 'Choose a day for weekly digests', '#digestWeekday'],
  [without('works-1', 'works-2', 'works-3', 'works-4', 'works-5'), 'Choose at least one day', '#works-1'],
])('what cannot be is said at its field, and nothing is changed: %#', async (given, message, href) => {
  const { text } = await save(given).expect(422);
  expect(text).toContain(`<a href="${href}">${message}</a>`);
  expect(text).toContain(`id="${href.slice(1)}"`);
  expect(await findSettingsOf(person.id)).toEqual(usualSettings);
});

test('guests have these settings as well', async () => {
  const guest = await makeGuest();
  const guests = await app.signInAs(guest);
  await send(guests, '/account/emails', emailFields({ 'mail-reply': 'daily' })).expect(303);
  expect((await findSettingsOf(guest.id)).kinds.reply).toBe('daily');
  expect(await findSettingsOf(person.id)).toEqual(usualSettings);
});

describe('what waits when somebody chooses otherwise', () => {
  const give = (...kinds: NewNotice['kind'][]) =>
    db.transaction((tx) =>
      giveNotices(
        tx,
        kinds.map((kind, n) => ({ personId: person.id, kind, topicId, once: `${kind} ${n}` })),
      ),
    );

  const listMails = async () =>
    (
      await db
        .select()
        .from(noticeMails)
        .where(eq(noticeMails.personId, person.id))
        .orderBy(noticeMails.noticeId)
    ).map(({ how, dueAt }) => [how, dueAt.toISOString()]);

  const listJobs = async () =>
    (
      await db.execute<{ key: string; at: string }>(sql`
        select key, to_char(run_at at time zone 'UTC', 'DD HH24:MI') as at from graphile_worker.jobs
        where key ~ ${`:${person.id}:`} order by key`)
    ).rows.map(({ key, at }) => [key.split(':')[1], at]);

  test('comes as they want it now', async () => {
    await give('reply', 'mention', 'followed');
    at('12T10:05');
    await save(emailFields({ 'mail-reply': 'weekly', 'mail-mention': 'none', digestHour: '10' })).expect(303);
    expect(await listMails()).toEqual([
      ['weekly', '2027-01-18T10:00:00.000Z'],
      ['daily', '2027-01-13T10:00:00.000Z'],
    ]);
    // The first has nothing left to do when its time comes.
    expect(await listJobs()).toEqual([
      ['at-once', '12 10:10'],
      ['daily', '13 10:00'],
      ['weekly', '18 10:00'],
    ]);
  });

  test('comes sooner, where they want that', async () => {
    await give('followed');
    await save(emailFields({ digestHour: '11' })).expect(303);
    expect(await listJobs()).toEqual([['daily', '12 11:00']]);
  });

  test('and is in a mail already stays there', async () => {
    await give('reply');
    await db
      .update(noticeMails)
      .set({ mailId: 'b4a02f0e-3f6f-4f0c-8c52-2e1b1b7f9f11' })
      .where(eq(noticeMails.personId, person.id));
    await save(emailFields({ 'mail-reply': 'none' })).expect(303);
    expect(await listMails()).toEqual([['at-once', '2027-01-12T10:10:00.000Z']]);
  });
});
