import { reckonReplyTimes } from '../../../server/features/follow-ups/reckon-reply-times.ts';
import { findReplyTimes, inWorkingTime } from '../../../server/features/follow-ups/reply-times.ts';
import { clock } from '../../../server/platform/clock.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { useApp } from '../../support/app.ts';
import { backToNow } from '../../support/clock.ts';
import { makeAct, makePerson, makeReply, makeTopic, workspaceOf } from '../../support/make.ts';

const app = useApp();
let asker: Member;
let helper: Member;

const at = (moment: string) => {
  clock.now = () => new Date(moment);
};

beforeAll(async () => {
  asker = await makePerson();
  helper = await makePerson({ council: 'hackney' });
});
afterEach(backToNow);

async function askAt(moment: string, repliedAt?: string, requirement = 1): Promise<void> {
  at(moment);
  const { id } = await makeTopic(asker, { requirement });
  if (!repliedAt) return;
  // What the asker adds is no reply.
  await makeReply(asker, id);
  at(repliedAt);
  await makeReply(helper, id);
  await makeReply(helper, id);
}

test('half of the questions have a reply within so long, counted by working days and kept for the pages', async () => {
  await reckonReplyTimes();
  const asAsker = await app.signInAs(asker);
  expect((await asAsker.get('/').expect(200)).text).not.toContain('How quickly we answer');

  // Two hours on a Tuesday, a weekend with two and a half hours around it, and Easter with eight.
  await askAt('2027-03-02T10:00:00Z', '2027-03-02T12:00:00Z');
  await askAt('2027-03-05T16:00:00Z', '2027-03-08T10:30:00Z');
  await askAt('2027-03-25T12:00:00Z', '2027-03-30T11:00:00Z', 2);
  await askAt('2027-03-31T12:00:00Z', undefined, 2);
  at('2027-04-01T03:37:00Z');
  await reckonReplyTimes();
  await reckonReplyTimes();
  expect(await findReplyTimes(null)).toMatchObject({ within: '3 working hours', asked: 4, replied: 3 });
  const second = await workspaceOf(2);
  expect(await findReplyTimes(second.id)).toMatchObject({ within: '1 working day', asked: 2, replied: 1 });
  expect(await findReplyTimes((await workspaceOf(3)).id)).toBeUndefined();

  const viewing = await app.signInAs(asker);
  const home = (await viewing.get('/').expect(200)).text;
  expect(home).toContain(
    'within <strong>3 working hours</strong>. 3 of 4 questions asked in the last 90 days have one.',
  );
  const room = (await viewing.get(`/workspaces/${second.slug}`).expect(200)).text;
  expect(room).toContain('within <strong>1 working day</strong>. 1 of 2 questions asked');
  const page = (await viewing.get('/reply-times').expect(200)).text;
  expect(page).toMatch(/1 April 2027[\s\S]*3 working hours[\s\S]*3 of 4/);
  // As it was known on that Monday, when the reply over Easter was still to come.
  expect(page).toMatch(/29 March 2027[\s\S]*2 working hours[\s\S]*2 of 3/);
  expect(page).toContain('class="trend"');
});

test('what a coordinator has hidden does not count', async () => {
  at('2027-06-01T10:00:00Z');
  const coordinator = await makePerson({ coordinates: 'all' });
  await makeTopic(asker, { requirement: 4 });
  const { id } = await makeTopic(asker, { requirement: 4 });
  await makeAct(coordinator, id);
  await reckonReplyTimes();
  expect(await findReplyTimes((await workspaceOf(4)).id)).toMatchObject({ asked: 1 });
});

test('what is older than 90 days does not count, and half of a working day is said', async () => {
  at('2027-09-01T03:37:00Z');
  await reckonReplyTimes();
  expect(await findReplyTimes(null)).toBeUndefined();
  expect([10, 75, 479, 480, 700].map(inWorkingTime)).toEqual([
    'an hour',
    '1 working hour',
    '8 working hours',
    '1 working day',
    '1.5 working days',
  ]);
});
