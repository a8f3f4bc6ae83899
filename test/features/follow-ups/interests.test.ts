import { eq } from 'drizzle-orm';
import { findAdoption } from '../../../server/features/adoptions/queries.ts';
import { askHowItWent } from '../../../server/features/follow-ups/ask-how-it-went.ts';
import { interests } from '../../../server/features/follow-ups/tables.ts';
import { people } from '../../../server/features/people/tables.ts';
import { acceptAnswer, undoAcceptance } from '../../../server/features/replies/accept-answer.ts';
import { sayWeHaveThisToo } from '../../../server/features/same-problems/say-we-have-this-too.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { makeAdoption, makePerson, makeReply, makeTopic, suspend } from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let author: Member;
let interested: Member;

beforeAll(async () => {
  author = await makePerson();
  interested = await makePerson({ name: 'Ines Interested', council: 'hackney' });
});
afterEach(backToNow);

const askedOf = async ({ email }: Member, title: string) =>
  (await listTold()).filter(
    ({ to, kind, subject }) => to === email && kind === 'asked' && subject.includes(title),
  );
const interestIn = async (topicId: number) => {
  const rows = await db.select().from(interests).where(eq(interests.topicId, topicId)).orderBy(interests.id);
  return rows.at(-1)?.id ?? 0;
};
async function dayAfter(days: number): Promise<void> {
  later({ days });
  await askHowItWent();
}

test('a council that considers a pattern is asked after 60 days how it went, and one press records it', async () => {
  const { id, title } = await makeTopic(author, { kind: 'pattern' });
  await makeAdoption(interested, { stage: 'considering', outcome: 'Under discussion' }, id);
  await dayAfter(59);
  expect(await askedOf(interested, title)).toEqual([]);
  await dayAfter(61);
  await askHowItWent();
  expect(await askedOf(interested, title)).toMatchObject([
    { subject: `How did it go with “${title}”?`, href: `/topics/${id}/how-it-went` },
  ]);
  const agent = await app.signInAs(interested);
  const path = `/topics/${id}/how-it-went`;
  expect((await agent.get(path).expect(200)).text).toContain('Hackney is considering it');
  await send(agent, path, { interestId: await interestIn(id), answer: 'trying' }).expect(303);
  const kept = { topicId: id, councilId: interested.council.id, serviceId: null };
  expect(await findAdoption(db, kept)).toMatchObject({ stage: 'trying', outcome: 'Under discussion' });
  // A colleague who presses later is told so.
  const colleague = await app.signInAs(await makePerson({ council: 'hackney' }));
  const late = await send(colleague, path, { interestId: await interestIn(id), answer: 'using' }).expect(409);
  expect(late.text).toContain('A colleague was quicker');
  // That they try it is an interest of its own.
  await dayAfter(122);
  expect(await askedOf(interested, title)).toHaveLength(2);
});

test('whoever says that it is too early is asked again in two months', async () => {
  const { id, title } = await makeTopic(author, { kind: 'pattern' });
  await makeAdoption(interested, { stage: 'considering' }, id);
  await dayAfter(61);
  const agent = await app.signInAs(interested);
  const answer = { interestId: await interestIn(id), answer: 'later' };
  const { headers } = await send(agent, `/topics/${id}/how-it-went`, answer).expect(303);
  expect((await agent.get(headers.location ?? '')).text).toContain('We ask again in two months');
  await dayAfter(120);
  expect(await askedOf(interested, title)).toHaveLength(1);
  await dayAfter(122);
  expect(await askedOf(interested, title)).toHaveLength(2);
});

test('a council that uses it, took it back or is told by the topic that it is over is not asked', async () => {
  const using = await makeTopic(author, { kind: 'pattern' });
  await makeAdoption(interested, { stage: 'using' }, using.id);
  const changed = await makeTopic(author, { kind: 'pattern' });
  await makeAdoption(interested, { stage: 'considering' }, changed.id);
  await askHowItWent();
  await makeAdoption(interested, { stage: 'stopped', outcome: 'Too dear' }, changed.id);
  await dayAfter(61);
  expect(await askedOf(interested, using.title)).toEqual([]);
  expect(await askedOf(interested, changed.title)).toEqual([]);
});

test('where whoever said so is not there any more, the lead of the council is asked', async () => {
  const gone = await makePerson({ council: 'merton' });
  const lead = await makePerson({ council: 'merton', lead: true });
  const { id, title } = await makeTopic(author, { kind: 'pattern' });
  await makeAdoption(gone, { stage: 'considering' }, id);
  await suspend(gone);
  await dayAfter(61);
  expect(await askedOf(lead, title)).toHaveLength(1);
  expect(await askedOf(gone, title)).toEqual([]);
  await db.update(people).set({ suspendedAt: null });
});

test('a council that has a question’s problem too is told when it is solved, and asked whether that helped', async () => {
  const { id, title } = await makeTopic(author);
  await sayWeHaveThisToo(interested, id, '');
  const reply = await makeReply(await makePerson({ council: 'barnet' }), id);
  await acceptAnswer(author, reply.id);
  await app.runJobs();
  const solved = (await listTold()).filter(({ to, kind }) => to === interested.email && kind === 'solved');
  expect(solved).toHaveLength(1);
  mailbox.length = 0;
  later({ days: 4 });
  await app.runJobs();
  expect(mailbox.find(({ to }) => to === interested.email)?.text).toContain(title);

  await dayAfter(13);
  expect(await askedOf(interested, title)).toEqual([]);
  await dayAfter(15);
  expect(await askedOf(interested, title)).toMatchObject([
    { subject: `Did the answers to “${title}” help you?` },
  ]);
  const agent = await app.signInAs(interested);
  const path = `/topics/${id}/how-it-went`;
  await send(agent, path, { interestId: await interestIn(id), answer: 'using' }).expect(404);
  const { headers } = await send(agent, path, { interestId: await interestIn(id), answer: 'no' }).expect(303);
  expect((await agent.get(headers.location ?? '')).text).toContain('Say in a reply what is missing');
  expect((await agent.get(`/topics/${id}`)).text).toContain('The answers did not help');
  await send(agent, path, { interestId: await interestIn(id), answer: 'yes' }).expect(409);
});

test('nobody is asked about a question that is open again, and other councils find nothing to answer', async () => {
  const { id, title } = await makeTopic(author);
  await sayWeHaveThisToo(interested, id, '');
  const reply = await makeReply(interested, id);
  await acceptAnswer(author, reply.id);
  await askHowItWent();
  await undoAcceptance(author, reply.id);
  await dayAfter(20);
  expect(await askedOf(interested, title)).toEqual([]);
  await (await app.signInAs(author)).get(`/topics/${id}/how-it-went`).expect(404);
});
