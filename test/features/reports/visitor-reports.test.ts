import { closeCasesOf } from '../../../server/features/reports/close-cases-of.ts';
import { sweepReports } from '../../../server/features/reports/sweep-reports.ts';
import { cases, reports } from '../../../server/features/reports/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { makePerson, makeReply, makeTopic, topicFields } from '../../support/make.ts';

const app = useApp();
let author: Member;
let coordinator: Member;
let addresses = 0;

beforeAll(async () => {
  author = await makePerson();
  coordinator = await makePerson({ coordinates: 'all' });
});
afterEach(backToNow);

const given = (more: Record<string, string> = {}) => ({
  category: 'unkind',
  line: 'It attacks a colleague',
  email: `resident.${++addresses}@example.org`,
  ...more,
});

const mailsTo = async (email: string) => {
  await app.runJobs();
  return mailbox.filter(({ to }) => to === email);
};
const linkIn = (text = '') => /\/reports\/[\w-]{43}/.exec(text)?.[0] ?? '';

/** What a visitor sends of a topic, and the link that comes to their mailbox. */
async function report(topicId: number, fields = given(), agent = app.visitor()) {
  const sent = await send(agent, `/topics/${topicId}/report/by-mail`, fields).expect(200);
  expect(sent.text).toContain(fields.email);
  const [mail] = await mailsTo(fields.email);
  return { email: fields.email, link: linkIn(mail?.text), mail };
}

const casesOf = async (topicId: number) =>
  (await db.select().from(cases)).filter((it) => it.topicId === topicId);
const close = (topicId: number) =>
  db.transaction((tx) =>
    closeCasesOf(tx, { topicId, post: 0, actor: coordinator, outcome: 'It has been hidden.' }),
  );

test('a visitor reports a public post, confirms it by mail, and is told what came of it', async () => {
  const { id } = await makeTopic(author, { title: 'A public question' });
  const visitor = app.visitor();
  expect((await visitor.get(`/topics/${id}/report`).expect(200)).text).toContain('Your email address');
  const { email, link, mail } = await report(id);
  expect(mail?.text).not.toContain('A public question');
  expect(await casesOf(id)).toEqual([]);

  // A mail scanner follows the link and presses nothing.
  const page = await visitor.get(link).expect(200).expect('Cache-Control', 'no-store');
  expect(page.text).toMatch(/Confirm your report[\s\S]*A public question[\s\S]*It attacks a colleague/);
  expect(await casesOf(id)).toEqual([]);
  await send(visitor, `${link}/confirmation`).expect(303).expect('Location', `${link}?done=confirmed`);
  await send(visitor, `${link}/confirmation`).expect(303);
  expect(await casesOf(id)).toMatchObject([{ state: 'open', isUrgent: true, actCount: 1 }]);
  const [confirmed] = await mailsTo(email);
  expect(confirmed?.subject).toBe('The coordinators have your report');
  expect(linkIn(confirmed?.text)).toBe(link);
  expect((await visitor.get(link)).text).toMatch(/Waiting for a coordinator[\s\S]*Take my report back/);

  await close(id);
  const [decided, ...before] = await mailsTo(email);
  expect(before).toHaveLength(2);
  expect(decided?.text).toContain('It has been hidden.');
  expect(decided?.text).not.toContain('A public question');
  expect((await visitor.get(link)).text).toMatch(/Dealt with[\s\S]*It has been hidden/);
});

test('with the link in the mail a visitor takes it back, and is then told nothing more', async () => {
  const { id } = await makeTopic(author);
  const { email, link } = await report(id);
  await send(app.visitor(), `${link}/removal`).expect(404);
  await send(app.visitor(), `${link}/confirmation`).expect(303);
  await send(app.visitor(), `${link}/removal`).expect(303);
  expect((await app.visitor().get(link)).text).toContain('You took it back');
  expect(await casesOf(id)).toMatchObject([{ state: 'declined' }]);
  await close(id);
  expect(await mailsTo(email)).toHaveLength(2);
});

test('a page that is opened again says only what is still so', async () => {
  const { id } = await makeTopic(author);
  const { link } = await report(id);
  const [confirmed, takenBack] = [`${link}?done=confirmed`, `${link}?done=taken-back`];
  const read = async (address: string) => (await app.visitor().get(address).expect(200)).text;
  expect(await read(confirmed)).not.toContain('The coordinators have your report');
  await send(app.visitor(), `${link}/confirmation`).expect(303);
  expect(await read(confirmed)).toContain('The coordinators have your report');
  expect(await read(takenBack)).not.toContain('You took your report back');
  await send(app.visitor(), `${link}/removal`).expect(303);
  expect(await read(takenBack)).toContain('You took your report back');
  await send(app.visitor(), `${link}/confirmation`).expect(303).expect('Location', confirmed);
  expect(await read(confirmed)).toContain('You took it back');
  expect(await read(confirmed)).not.toContain('The coordinators have your report');
});

test('what was dealt with is not said to be still with the coordinators', async () => {
  const { id } = await makeTopic(author);
  const { link } = await report(id);
  await send(app.visitor(), `${link}/confirmation`).expect(303);
  await close(id);
  const { text } = await app.visitor().get(`${link}?done=confirmed`).expect(200);
  expect(text).toContain('Dealt with');
  expect(text).not.toContain('The coordinators have your report');
});

test('a reply is reported like a topic; one that has been removed is not', async () => {
  const { id } = await makeTopic(author);
  const { id: replyId } = await makeReply(author, id);
  const path = `/topics/${id}/replies/1/report`;
  const fields = given();
  await send(app.visitor(), `${path}/by-mail`, fields).expect(200);
  const [mail] = await mailsTo(fields.email);
  const asAuthor = await app.signInAs(author);
  await send(asAuthor, `/replies/${replyId}/removal`).expect(303);
  await app.visitor().get(path).expect(403);
  await send(app.visitor(), `${linkIn(mail?.text)}/confirmation`).expect(404);
  expect(await casesOf(id)).toEqual([]);
});

test('what is no longer public can be neither seen by the link nor confirmed', async () => {
  const { id } = await makeTopic(author, { title: 'Soon private' });
  const { link } = await report(id);
  const fields = { title: 'Soon private', visibility: 'group', visibilityFrom: 'public', from: '1' };
  const asAuthor = await app.signInAs(author);
  await send(asAuthor, `/topics/${id}/edit`, topicFields('question', fields)).expect(303);
  const page = await app.visitor().get(link).expect(200);
  expect(page.text).toContain('A post that is no longer public');
  expect(page.text).not.toContain('Soon private');
  await send(app.visitor(), `${link}/confirmation`).expect(404);
  expect(await casesOf(id)).toEqual([]);
});

test('the answer is the same whether the address is a member’s or nobody’s', async () => {
  const { id } = await makeTopic(author);
  const member = await makePerson();
  const answers = [];
  for (const email of [member.email, 'nobody.at.all@example.org']) {
    const { text } = await send(app.visitor(), `/topics/${id}/report/by-mail`, given({ email })).expect(200);
    answers.push(text.replaceAll(email, 'ADDRESS'));
  }
  expect(answers[0]).toBe(answers[1]);
});

test('the same address reports the same post once, also by two links at the same moment', async () => {
  const { id } = await makeTopic(author);
  const email = given().email;
  const links = [(await report(id, given({ email }))).link, (await report(id, given({ email }))).link];
  const answers = await Promise.all(links.map((link) => send(app.visitor(), `${link}/confirmation`)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await casesOf(id)).toMatchObject([{ actCount: 1 }]);
});

test('an address has to be one, and gets no more than five mails a day', async () => {
  const { id } = await makeTopic(author);
  const wrong = await send(
    app.visitor(),
    `/topics/${id}/report/by-mail`,
    given({ email: 'no address' }),
  ).expect(422);
  expect(wrong.text).toMatch(/Enter an email address in the correct format[\s\S]*It attacks a colleague/);
  const { email } = given();
  for (let at = 0; at < 5; at++) await report(id, given({ email }));
  await send(app.visitor(), `/topics/${id}/report/by-mail`, given({ email })).expect(429);
});

test('what is not confirmed in seven days is deleted, and an address is forgotten 30 days after the outcome', async () => {
  const { id } = await makeTopic(author);
  const [unconfirmed, open, told] = [
    await report(id),
    await report(id),
    await report((await makeTopic(author)).id),
  ];
  for (const { link } of [open, told]) await send(app.visitor(), `${link}/confirmation`).expect(303);
  const rows = await db.select().from(reports);
  const toldRow = rows.find(({ email }) => email === told.email);
  await close(toldRow?.topicId ?? 0);
  const kept = async () => (await db.select().from(reports)).map(({ email }) => email);
  later({ days: 6 });
  await sweepReports();
  expect(await kept()).toEqual(expect.arrayContaining([unconfirmed.email, open.email, told.email]));
  later({ days: 8 });
  await app.visitor().get(unconfirmed.link).expect(410);
  await sweepReports();
  expect(await kept()).not.toContain(unconfirmed.email);
  expect(await kept()).toEqual(expect.arrayContaining([open.email, told.email]));
  later({ days: 31 });
  await sweepReports();
  expect(await kept()).toContain(open.email);
  expect(await kept()).not.toContain(told.email);
  await app.visitor().get(told.link).expect(410);
  await app.visitor().get(open.link).expect(200);
});

test('a member whose session has run out signs in, and their report is sent as theirs', async () => {
  const { id } = await makeTopic(author);
  const member = await makePerson();
  const visitor = app.visitor();
  const { email, ...fields } = given();
  await send(visitor, `/topics/${id}/report`, { ...fields, writer: member.writer })
    .expect(303)
    .expect('Location', /^\/sign-in\?/);
  await app.signInAs(member, visitor);
  await visitor.get('/').redirects(3);
  expect(email).toContain('@');
  const own = (await db.select().from(reports)).filter(({ topicId }) => topicId === id);
  expect(own).toMatchObject([{ reporterId: member.id, email: null }]);
});
