import { follow } from '../../../server/features/follows/follow.ts';
import { levelFor } from '../../../server/features/follows/followers.ts';
import { findSettingsOf } from '../../../server/features/notice-mails/queries.ts';
import { presets, usualSettings } from '../../../server/features/notice-mails/settings.ts';
import { type Stop, stopAddress } from '../../../server/features/notice-mails/stop.ts';
import { noticeMailSettings } from '../../../server/features/notice-mails/tables.ts';
import { notices } from '../../../server/features/notices/tables.ts';
import { acceptAnswer } from '../../../server/features/replies/accept-answer.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { send, useApp } from '../../support/app.ts';
import { backToNow } from '../../support/clock.ts';
import { makePerson, makeReply, makeTopic, suspend, workspaceOf } from '../../support/make.ts';

const app = useApp();
let reader: Member;
let writer: Member;
let topic: { id: number; title: string };
let place: { id: number; workspaceId: number };

const at = (time: string) => {
  clock.now = () => new Date(`2027-01-${time}:00.000Z`);
};

beforeEach(async () => {
  at('12T10:00');
  reader = await makePerson();
  writer = await makePerson();
  topic = await makeTopic(writer, { visibility: 'group' });
  place = { id: topic.id, workspaceId: (await workspaceOf(1)).id };
  await follow(reader, { place: 'topic', id: topic.id }, 'everything');
});
afterEach(backToNow);

const addressOf = (stop: Stop) => stopAddress(reader.id)(stop);

/** As Gmail, Outlook and others send it: from no page, with nobody's cookies. */
const press = (path: string) => app.bare().post(path).type('form').send({ 'List-Unsubscribe': 'One-Click' });

const levelNow = () => levelFor(reader.id, place);
const kindsNow = async () => (await findSettingsOf(reader.id)).kinds;

const choose = (kinds: Partial<typeof usualSettings.kinds>) =>
  db
    .insert(noticeMailSettings)
    .values({ ...usualSettings, kinds: { ...presets.normal, ...kinds }, personId: reader.id });

/** The address that the newest mail to the reader has for it. */
async function addressInMail(): Promise<string> {
  await makeReply(writer, topic.id);
  await app.runJobs();
  at('13T12:00');
  await app.runJobs();
  return mailbox.find(({ to, stop }) => to === reader.email && stop)?.stop?.href ?? '';
}

describe('one press in a mail program', () => {
  test('ends what comes of a topic that is followed, and no more', async () => {
    await choose(presets.everything);
    const address = await addressInMail();
    expect(address).toMatch(/^\/stop-emails\/[\w-]+$/);
    await press(address).expect(200);
    expect(await levelNow()).toBe('mine');
    expect(await kindsNow()).toEqual(presets.everything);
    await press(address).expect(200);
  });

  test('ends what whoever looks after a question hears of it in any case', async () => {
    await choose(presets.everything);
    const asked = await makeTopic(reader);
    await follow(reader, { place: 'topic', id: asked.id }, 'mine');
    const { id } = await makeReply(writer, asked.id);
    await app.runJobs();
    await db.update(notices).set({ readAt: clock.now() });
    await acceptAnswer(await makePerson({ coordinates: 'all' }), id);
    await app.runJobs();
    at('12T10:10');
    await app.runJobs();
    const mail = mailbox.find(({ to, subject }) => to === reader.email && subject.endsWith('is solved'));
    await press(mail?.stop?.href ?? '').expect(200);
    expect(await kindsNow()).toEqual({ ...presets.everything, solved: 'none' });
  });

  test('ends a digest: each kind that comes in it', async () => {
    const address = await addressInMail();
    await press(address).expect(200);
    expect(await kindsNow()).toEqual({ ...presets.normal, followed: 'none', topic: 'none', solved: 'none' });
    expect(await levelNow()).toBe('everything');
  });

  test('ends a kind', async () => {
    await press(addressOf({ kinds: ['reply', 'mention'] })).expect(200);
    expect(await kindsNow()).toEqual({ ...presets.normal, reply: 'none', mention: 'none' });
  });

  test('is understood in the other form that programs send it in', async () => {
    const body =
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    await app
      .bare()
      .post(addressOf({ kinds: ['reply'] }))
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send(body)
      .expect(200);
    expect((await kindsNow()).reply).toBe('none');
  });

  test('does not make a topic louder that is quieter already', async () => {
    await follow(reader, { place: 'topic', id: topic.id }, 'nothing');
    await press(addressOf({ topicId: topic.id })).expect(200);
    expect(await levelNow()).toBe('nothing');
  });

  test.each(['nonsense', 'a'.repeat(60)])('with an address of nobody’s is nothing: %s', async (token) => {
    await press(`/stop-emails/${token}`).expect(404);
  });

  test('works for whoever may not sign in, and of what they may not see', async () => {
    await suspend(reader);
    await press(addressOf({ topicId: topic.id })).expect(200);
    expect(await levelNow()).toBe('everything');
  });
});

describe('what comes from elsewhere is let through nowhere else', () => {
  test.each([
    ['another address', '/account/emails', {}],
    ['below it', '/stop-emails/x/undo', {}],
    ['another page', '', { Origin: 'https://evil.example' }],
    ['a page without an origin', '', { Origin: 'null' }],
    ['another site', '', { 'Sec-Fetch-Site': 'cross-site' }],
    ['somebody’s browser', '', { Cookie: 'session=1' }],
  ] as [string, string, Record<string, string>][])('%s', async (_name, path, headers) => {
    const address = path || addressOf({ kinds: ['reply'] });
    await press(address).set(headers).expect(403);
    expect(await kindsNow()).toEqual(presets.normal);
  });
});

describe('the page that the link leads to', () => {
  test('asks, and stops nothing by being opened', async () => {
    const { text, headers } = await app
      .visitor()
      .get(addressOf({ topicId: topic.id }))
      .expect(200);
    expect(text).toContain(`Stop emails about “${topic.title}”?`);
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain('href="/sign-in?back=%2Faccount%2Femails"');
    expect(await levelNow()).toBe('everything');
  });

  test('stops a topic, says so, and undoes it', async () => {
    const browser = app.visitor();
    const { headers } = await send(browser, addressOf({ topicId: topic.id })).expect(303);
    expect(await levelNow()).toBe('mine');
    const { text } = await browser.get(headers.location as string).expect(200);
    expect(text).toContain(`You have stopped emails about “${topic.title}”`);
    const before = /name="before" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const undo = await send(browser, `${addressOf({ topicId: topic.id })}/undo`, { before }).expect(303);
    expect(await levelNow()).toBe('everything');
    const { text: undone } = await browser.get(undo.headers.location as string).expect(200);
    expect(undone).toContain('You get these emails again');
  });

  test('goes back to what is said of the workspace, where nothing was said of the topic', async () => {
    await follow(reader, { place: 'topic', id: topic.id }, null);
    await follow(reader, { place: 'workspace', id: place.workspaceId }, 'everything');
    const browser = app.visitor();
    const { headers } = await send(browser, addressOf({ topicId: topic.id })).expect(303);
    expect(await levelNow()).toBe('mine');
    const { text } = await browser.get(headers.location as string);
    const before = /name="before" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await send(browser, `${addressOf({ topicId: topic.id })}/undo`, { before }).expect(303);
    await follow(reader, { place: 'workspace', id: place.workspaceId }, 'solved');
    expect(await levelNow()).toBe('solved');
  });

  test('stops and brings back what somebody had chosen of kinds', async () => {
    await choose({ reply: 'weekly', solved: 'none' });
    const browser = app.visitor();
    const address = addressOf({ kinds: ['reply', 'solved'] });
    const { headers } = await send(browser, address).expect(303);
    expect(await kindsNow()).toEqual({ ...presets.normal, reply: 'none', solved: 'none' });
    const { text } = await browser.get(headers.location as string).expect(200);
    expect(text).toContain('You have stopped emails of replies to you and solved questions');
    const before = /name="before" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await send(browser, `${address}/undo`, { before }).expect(303);
    expect(await kindsNow()).toEqual({ ...presets.normal, reply: 'weekly', solved: 'none' });
  });

  test('says what holds now, whatever was pressed before', async () => {
    const address = addressOf({ kinds: ['reply'] });
    const browser = app.visitor();
    const { headers } = await send(browser, address).expect(303);
    const stopped = headers.location as string;
    const { text } = await browser.get(address).expect(200);
    expect(text).toContain('You get no emails of replies to you');
    expect(text).not.toContain('Stop these emails');
    const before = new URLSearchParams(stopped.split('?')[1]).get('before') ?? '';
    await send(browser, `${address}/undo`, { before }).expect(303);
    expect((await browser.get(stopped).expect(200)).text).toContain('Stop emails of replies to you?');
  });

  test('offers to stop one topic alone where replies to its reader came of it, and undoes that', async () => {
    const own = await makeTopic(reader);
    await makeReply(writer, own.id);
    await app.runJobs();
    at('12T10:10');
    await app.runJobs();
    const mail = mailbox.find(({ to, kind }) => to === reader.email && kind === 'notices');
    const browser = app.visitor();
    const { text } = await browser.get(mail?.stop?.href ?? '').expect(200);
    expect(text).toContain('Stop emails of replies to you?');
    expect(text).toContain(`Or stop only emails about “${own.title}”`);
    const [alone] = [...text.matchAll(/action="(\/stop-emails\/[\w-]+)"/g)].map(([, it]) => it).slice(1);
    const { headers } = await send(browser, alone ?? '').expect(303);
    const ownNow = () => levelFor(reader.id, { ...place, id: own.id });
    expect(await ownNow()).toBe('nothing');
    expect(await kindsNow()).toEqual(presets.normal);
    const { text: stopped } = await browser.get(headers.location as string).expect(200);
    expect(stopped).toContain(`You have stopped emails about “${own.title}”`);
    const before = /name="before" value="([^"]+)"/.exec(stopped)?.[1] ?? '';
    await send(browser, `${alone}/undo`, { before }).expect(303);
    expect(await ownNow()).toBe('everything');
  });

  test('brings back nothing of somebody else’s', async () => {
    const other = await makePerson();
    const browser = app.visitor();
    const { headers } = await send(browser, stopAddress(other.id)({ kinds: ['reply'] })).expect(303);
    const before = new URLSearchParams(headers.location?.split('?')[1]).get('before') ?? '';
    await press(addressOf({ kinds: ['reply'] }));
    await send(browser, `${addressOf({ kinds: ['reply'] })}/undo`, { before }).expect(303);
    expect((await kindsNow()).reply).toBe('none');
  });

  test('does not name a topic that its reader may not see', async () => {
    const draft = await makeTopic(writer, {
      kind: 'guidance',
      state: 'draft',
      title: 'Nobody knows of this',
    });
    const { text } = await app
      .visitor()
      .get(addressOf({ topicId: draft.id }))
      .expect(200);
    expect(text).toContain('You get no emails about a topic');
    expect(text).not.toContain(draft.title);
    await press(addressOf({ topicId: draft.id })).expect(200);
  });
});
