import { readFile } from 'node:fs/promises';
import { eq, sql } from 'drizzle-orm';
import { leftToYou } from '../../../server/features/leaving/told.ts';
import { notices } from '../../../server/features/notices/tables.ts';
import { tellPerson } from '../../../server/features/notices/tell-person.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow } from '../../support/clock.ts';
import { makeAct, makeNotice, makePerson, makeSuggestion, makeTopic, topicRow } from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
const name = 'Quibbleson';
const cleaned = 'What a resident asked of us';
let author: Member;
let reader: Member;
let coordinator: Member;
let asAuthor: Agent;
let asReader: Agent;
let asCoordinator: Agent;

/** On a Tuesday on which everybody works. */
const at = (time: string) => {
  clock.now = () => new Date(`2027-01-12T${time}:00.000Z`);
};

afterAll(backToNow);

beforeEach(() => at('10:00'));

beforeAll(async () => {
  at('10:00');
  author = await makePerson({ name: 'Ada Author' });
  reader = await makePerson({ name: 'Rita Reader', council: 'bexley' });
  coordinator = await makePerson({ name: 'Cora Coordinator', council: 'hackney', coordinates: 'all' });
  asAuthor = await app.signInAs(author);
  asReader = await app.signInAs(reader);
  asCoordinator = await app.signInAs(coordinator);
});

const why = { reason: 'It names a resident', note: '', latest: '0' };
const makeGuidance = (given = {}) => makeTopic(author, { kind: 'guidance', ...given });
async function cleanTitle(id: number) {
  const { content } = await topicRow(id);
  const fields = { ...content, ...why, title: cleaned, tags: '', from: '1' };
  await send(asCoordinator, `/moderation/topics/${id}/edit`, fields).expect(303);
}
const inboxOf = async (agent: Agent) => (await agent.get('/notices?show=all').expect(200)).text;
const stored = async () => JSON.stringify(await db.select({ words: notices.words }).from(notices));

test('a title that a coordinator edited is read in no notice any more, in the inbox nor in mail that waits', async () => {
  const { id } = await makeGuidance({ title: `What ${name} asked of us` });
  const { id: suggestionId } = await makeSuggestion(reader, id);
  await send(asAuthor, `/suggestions/${suggestionId}/refusal`, { reason: 'Too long' }).expect(303);
  await app.runJobs();
  expect(await inboxOf(asReader)).toContain(`Your edit to “What ${name} asked of us” was declined`);
  expect(await inboxOf(asAuthor)).toContain(`Rita Reader suggests an edit to “What ${name} asked of us”`);

  await cleanTitle(id);
  for (const agent of [asReader, asAuthor]) expect(await inboxOf(agent)).not.toContain(name);
  expect(await inboxOf(asReader)).toContain(`Your edit to “${cleaned}” was declined`);
  expect(await stored()).not.toContain(name);
  at('10:20');
  await app.runJobs();
  const mails = mailbox.filter(({ to }) => to === reader.email).map(({ subject, text }) => subject + text);
  expect(mails.join()).toContain(`declined the edit that you suggested to “${cleaned}”`);
  expect(mails.join()).not.toContain(name);
});

test('nor of a topic that others went into, or that leads elsewhere', async () => {
  const [to, from, next] = [
    await makeGuidance({ title: `Guidance for ${name}` }),
    await makeTopic(reader, { kind: 'guidance' }),
    await makeTopic(reader, { kind: 'guidance', title: `More for ${name}` }),
  ];
  const merge = { ...why, other: `/topics/${to.id}` };
  await send(asCoordinator, `/moderation/topics/${from.id}/merge`, merge).expect(303);
  const link = { relation: 'replaced-by', other: `/topics/${next.id}` };
  await send(asCoordinator, `/topics/${to.id}/links`, link).expect(303);
  const told = (await listTold()).filter(({ to: address }) => address === author.email);
  expect(told.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      expect.stringContaining(`“Guidance for ${name}” has replies`),
      expect.stringContaining(`/topics/${next.id} More for ${name}`),
    ]),
  );
  expect(await stored()).not.toContain(name);
});

test('a line that leads to a topic has its title when the mail is sent, and none of what its reader cannot see any more', async () => {
  const [kept, gone] = [
    await makeGuidance({ title: `For ${name}` }),
    await makeGuidance({ title: `Of ${name}` }),
  ];
  await db.transaction((tx) =>
    tellPerson(tx, reader.id, leftToYou([kept, gone]), { kind: 'act', once: 'left:titles' }),
  );
  await cleanTitle(kept.id);
  await makeAct(coordinator, gone.id, { name: 'hide' });
  at('10:20');
  await app.runJobs();
  const mail = mailbox.find(({ to, text }) => to === reader.email && text.includes('has left'));
  expect(mail?.text).toMatch(new RegExp(`${cleaned}[\\s\\S]*A topic that you cannot see any more`));
  expect(mail?.text).not.toContain(name);
});

test('what was written before names topics as they are from then on', async () => {
  const title = `A "title" of ${name}’s \\ “own”`;
  const { id } = await makeGuidance({ title: `${name} as of now` });
  const noticeId = await makeNotice(reader);
  const words = {
    subject: `Your edit to “${title}” was declined`,
    paragraphs: [
      `Ada declined the edit that you suggested to “${title}”.`,
      'Reason: “So”',
      { link: 'It', href: '/' },
    ],
  };
  await db.update(notices).set({ words, topicId: id, kind: 'act' }).where(eq(notices.id, noticeId));
  await db.execute(sql.raw(await readFile('migrations/0049_name_topics_in_notices_as_they_are.sql', 'utf8')));
  const [told] = (await listTold()).filter((one) => one.id === noticeId);
  expect(told).toMatchObject({
    subject: `Your edit to “${name} as of now” was declined`,
    text: `Ada declined the edit that you suggested to “${name} as of now”.\nReason: “So”\n/ It`,
  });
});
