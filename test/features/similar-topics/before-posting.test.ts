import { approveWaiting } from '../../../server/features/guests/decide.ts';
import { acceptAnswer } from '../../../server/features/replies/accept-answer.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { ask } from '../../support/databases.ts';
import { makeGuest, makePerson, makeReply, makeTopic, topicFields } from '../../support/make.ts';

const app = useApp();
let asker: Member;
let other: Member;
let asOther: Agent;

beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Asker', council: 'islington' });
  other = await makePerson({ name: 'Hana Helper', council: 'hackney' });
  asOther = await app.signInAs(other);
  const { id } = await makeTopic(asker, { title: 'How do we renew parking permits online?' });
  await makeTopic(asker, { title: 'Parking permits of a family that moves' });
  const reply = await makeReply(other, id, { body: 'With a link in the reminder.' });
  await acceptAnswer(asker, reply.id);
});

const title = 'How to renew parking permits?';
const path = '/workspaces/understand-user-needs/topics?kind=question';
const inDatabase = (query: string) => ask(process.env.DATABASE_URL as string, query);
const posted = async (of: string) => {
  const [{ count }] = await inDatabase(`select count(*)::int from topics where title = '${of}'`);
  return count;
};

/** The fields that are hidden in a page's form. */
const hiddenIn = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value = '']) => [
      name,
      value.replaceAll('&#x3D;', '=').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    ]),
  );

test('a question that was answered before is held up once, with all that was typed, and then posted once', async () => {
  const fields = topicFields('question', {
    title,
    tried: 'Two lines\n\n"quoted" & more',
    writer: '1',
    tags: 'a tag',
  });
  const page = await send(asOther, path, { ...fields, act: 'post' }).expect(200);
  expect(page.text).toMatch(
    /Has this been answered\?[\s\S]*With a link in the reminder\.[\s\S]*This answers it/,
  );
  expect(page.text).not.toContain('a family that moves');
  expect(await posted(title)).toBe(0);
  const again = hiddenIn(page.text);
  expect(again).toEqual({ ...fields, seenSimilar: 'yes' });

  const changing = await send(asOther, path, { ...again, act: 'change' }).expect(200);
  expect(changing.text).toContain('value="How to renew parking permits?"');
  expect(hiddenIn(changing.text)).toMatchObject({ formId: fields.formId, seenSimilar: 'yes' });
  const refused = await send(asOther, path, { ...again, trying: '', act: 'post' }).expect(422);
  expect(hiddenIn(refused.text).seenSimilar).toBe('yes');

  for (let time = 0; time < 2; time++) await send(asOther, path, { ...again, act: 'post' }).expect(303);
  expect(await posted(title)).toBe(1);
});

test('from the page between, this answers it leads to the answer and keeps what was typed', async () => {
  const page = await send(asOther, path, topicFields('question', { title, writer: '1' })).expect(200);
  const [, action = ''] = /formaction="([^"]+)"/.exec(page.text) ?? [];
  const sent = await send(asOther, action, { ...hiddenIn(page.text), place: path }).expect(303);
  expect(sent.headers.location).toMatch(/^\/topics\/\d+\?done=found&draft=\d+$/);
});

test('nobody is held up by what is not much like it, or not answered, or was shown while they typed', async () => {
  const unlike =
    'Where do you keep library books about parking, and who pays for permits to be printed in colour?';
  for (const other of [unlike, 'A family that moves and its permits'])
    await send(asOther, path, topicFields('question', { title: other })).expect(303);
  await send(asOther, path, topicFields('question', { title, seenSimilar: 'yes' })).expect(303);
  const pattern = topicFields('pattern', { title });
  await send(asOther, path.replace('question', 'pattern'), pattern).expect(303);
});

test('a guest is held up before theirs waits for approval, and it is posted as they sent it', async () => {
  const guest = await makeGuest();
  const asGuest = await app.signInAs(guest);
  const fields = topicFields('question', { title, writer: '1' });
  const page = await send(asGuest, path, fields).expect(200);
  expect(page.text).toContain('Send for approval');
  const again = { ...hiddenIn(page.text), act: 'post' };
  const [first, second] = [await send(asGuest, path, again), await send(asGuest, path, again)];
  expect(first.headers.location).toMatch(/^\/account\/waiting\/\d+$/);
  expect(second.headers.location).toBe(first.headers.location);
  const host = await makePerson({ coordinates: 'all' });
  const waiting = Number(first.headers.location?.split('/').at(-1));
  const [workspace] = await inDatabase(`select * from workspaces where id = ${guest.workspaces[0]}`);
  await approveWaiting(host, workspace, waiting);
  const [post] = await inDatabase(`select * from waiting_posts where id = ${waiting}`);
  expect((await asOther.get(`/topics/${post.posted_topic_id}`).expect(200)).text).toContain(title);
});

test('what was sent when a session had run out is held up after signing in, and can be posted then', async () => {
  const browser = app.visitor();
  const mine = 'Renew parking permits online, again';
  await send(browser, path, topicFields('question', { title: mine, writer: other.writer })).expect(303);
  const page = await send(browser, '/dev/sign-in', { personId: other.id }).expect(200);
  expect(page.text).toMatch(/Sign out[\s\S]*Has this been answered\?/);
  await send(browser, path, { ...hiddenIn(page.text), act: 'post' }).expect(303);
  expect(await posted(mine)).toBe(1);
});
