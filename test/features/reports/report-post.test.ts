import { endAccess } from '../../../server/features/guests/end-access.ts';
import { closeCasesOf } from '../../../server/features/reports/close-cases-of.ts';
import { findOpenReportBy } from '../../../server/features/reports/report-post.ts';
import { cases, reports } from '../../../server/features/reports/tables.ts';
import { listRulesFor } from '../../../server/features/rules/queries.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makeGuest, makePerson, makeReply, makeTopic, workspaceOf } from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let author: Member;
let reporter: Member;
let coordinator: Member;
let asAuthor: Agent;
let asReporter: Agent;

beforeAll(async () => {
  author = await makePerson({ name: 'Alex Author' });
  reporter = await makePerson({ name: 'Rae Reporter', council: 'hackney' });
  coordinator = await makePerson({ name: 'Cleo Coordinator', coordinates: 'all' });
  asAuthor = await app.signInAs(author);
  asReporter = await app.signInAs(reporter);
});

const fields = { category: 'personal-data', line: 'It names a resident' };
const close = (topicId: number, post = 0, outcome = 'The name has been taken out.') =>
  db.transaction((tx) => closeCasesOf(tx, { topicId, post, actor: coordinator, outcome }));
const casesOf = async (topicId: number) =>
  (await db.select().from(cases)).filter((it) => it.topicId === topicId);

test('every post has a link to report it, but for whoever wrote it', async () => {
  const { id } = await makeTopic(author);
  await makeReply(reporter, id);
  const links = async (agent: Agent) =>
    [...(await agent.get(`/topics/${id}`)).text.matchAll(/href="([^"]+\/report)"/g)].map(([, href]) => href);
  const [ofTopic, ofReply] = [`/topics/${id}/report`, `/topics/${id}/replies/1/report`];
  const template = `/topics/${id}/replies/__NUMBER__/report`;
  expect(await links(asAuthor)).toEqual([ofReply, template]);
  expect(await links(asReporter)).toEqual([ofTopic, template]);
  expect(await links(app.visitor())).toEqual([ofTopic, ofReply, template]);
  await asAuthor.get(ofTopic).expect(403);
  await send(asAuthor, ofTopic, fields).expect(403);
  await asReporter.get(ofReply).expect(403);
});

test('what is reported becomes one case of its post, and who reports it again is shown what they said', async () => {
  const { id } = await makeTopic(author, { title: 'Missed bins', visibility: 'group' });
  const path = `/topics/${id}/report`;
  const form = await asReporter.get(path).expect(200);
  expect(form.text).toContain('Unkind or unsafe');
  await send(asReporter, path, fields).expect(303).expect('Location', '/account/reports?done=sent');
  await send(asReporter, path, { ...fields, category: 'wrong' })
    .expect(303)
    .expect('Location', path);
  const again = await asReporter.get(path).expect(200);
  expect(again.text).toMatch(/You have reported this[\s\S]*Personal data[\s\S]*It names a resident/);
  const other = await app.signInAs(await makePerson());
  await send(other, path, { category: 'wrong', line: '' }).expect(303);
  expect(await casesOf(id)).toMatchObject([{ post: 0, state: 'open', isUrgent: true, actCount: 2 }]);
  const own = await asReporter.get('/account/reports').expect(200);
  expect(own.text).toMatch(/Question: Missed bins[\s\S]*Personal data[\s\S]*Waiting for a coordinator/);
  expect((await asAuthor.get('/account/reports')).text).not.toContain('Missed bins');
});

test('a report names the rules that it may be against, and no others', async () => {
  const { id } = await makeTopic(author);
  const [rule] = await listRulesFor((await workspaceOf(1)).id);
  const path = `/topics/${id}/report`;
  expect((await asReporter.get(path)).text).toContain(`name="rule-${rule?.id}"`);
  const none = await send(asReporter, path, { [`rule-${rule?.id}`]: 'yes' }).expect(422);
  expect(none.text).toMatch(new RegExp(`name="rule-${rule?.id}"[^>]* checked`));
  const chosen = { [`rule-${rule?.id}`]: 'yes', 'rule-99999': 'yes' };
  await send(asReporter, path, { ...fields, ...chosen }).expect(303);
  const mine = await findOpenReportBy(reporter, { topicId: id, post: 0 });
  expect(mine?.ruleIds).toEqual([rule?.id]);
});

test('what is wrong has to be chosen, and said where it is something else', async () => {
  const { id } = await makeTopic(author);
  const path = `/topics/${id}/report`;
  const none = await send(asReporter, path, { line: 'Kept words' }).expect(422);
  expect(none.text).toMatch(/Choose what is wrong with it[\s\S]*Kept words/);
  const unsaid = await send(asReporter, path, { category: 'other', line: ' ' }).expect(422);
  expect(unsaid.text).toContain('Say what is wrong with it');
  const long = await send(asReporter, path, { category: 'wrong', line: 'x'.repeat(501) }).expect(422);
  expect(long.text).toContain('500 characters or fewer');
  expect(await casesOf(id)).toEqual([]);
});

test('a report taken back is shown so, and a case that nobody reports any more leaves the queue', async () => {
  const { id } = await makeTopic(author);
  const other = await makePerson();
  const asOther = await app.signInAs(other);
  for (const agent of [asReporter, asOther]) await send(agent, `/topics/${id}/report`, fields).expect(303);
  const mine = await findOpenReportBy(reporter, { topicId: id, post: 0 });
  const address = `/account/reports/${mine?.id}/removal`;
  await send(asOther, address).expect(404);
  await send(asReporter, address).expect(303);
  await send(asReporter, address).expect(303);
  expect(await casesOf(id)).toMatchObject([{ state: 'open', actCount: 3 }]);
  expect((await asReporter.get('/account/reports')).text).toContain('You took it back');
  const others = await findOpenReportBy(other, { topicId: id, post: 0 });
  await send(asOther, `/account/reports/${others?.id}/removal`).expect(303);
  expect(await casesOf(id)).toMatchObject([{ state: 'declined', closedBy: null }]);
  await close(id);
  expect((await listTold()).filter(({ subject }) => subject.includes('you reported'))).toEqual([]);
});

test('who reported is told what came of it, also of what they can no longer see, and nothing that is not theirs to know', async () => {
  const guest = await makeGuest({ workspaces: [1, 2] });
  const { id } = await makeTopic(author, { title: 'Secret plans', visibility: 'group' });
  await makeReply(author, id, { body: 'Something secret' });
  const asGuest = await app.signInAs(guest);
  for (const agent of [asGuest, asReporter])
    await send(agent, `/topics/${id}/replies/1/report`, fields).expect(303);
  expect((await asGuest.get('/account/reports')).text).toContain('Reply 1: Secret plans');
  await endAccess(coordinator, await workspaceOf(1), guest.id, 'The project is over');
  await close(id, 1);
  await close(id, 1);
  const told = (await listTold()).filter(
    ({ subject }) => subject === 'What you reported has been dealt with',
  );
  expect(told.map(({ to }) => to).sort()).toEqual([guest.email, reporter.email].sort());
  for (const { text } of told) {
    expect(text).toContain('The name has been taken out.');
    expect(text).not.toMatch(/Secret|Alex|Cleo|Rae/);
  }
  expect(await casesOf(id)).toMatchObject([{ state: 'done', closedBy: coordinator.id }]);
  expect((await asReporter.get('/account/reports')).text).toMatch(
    /Dealt with[\s\S]*The name has been taken out/,
  );
  const ofGuest = await asGuest.get('/account/reports').expect(200);
  expect(ofGuest.text).toMatch(/A post that you can no longer see[\s\S]*The name has been taken out/);
  expect(ofGuest.text).not.toContain('Secret');
});

test('a report of a post whose case is closed opens another', async () => {
  const { id } = await makeTopic(author);
  await send(asReporter, `/topics/${id}/report`, fields).expect(303);
  await close(id);
  await send(asReporter, `/topics/${id}/report`, fields)
    .expect(303)
    .expect('Location', /done=sent/);
  const all = await casesOf(id);
  expect(all.map(({ state }) => state).sort()).toEqual(['done', 'open']);
});

test('many who report one post at once make one case', async () => {
  const { id } = await makeTopic(author);
  const people = await Promise.all([1, 2, 3, 4, 5].map(() => makePerson()));
  const agents = await Promise.all(people.map((person) => app.signInAs(person)));
  await Promise.all(agents.map((agent) => send(agent, `/topics/${id}/report`, fields).expect(303)));
  const [only, ...more] = await casesOf(id);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ actCount: 5 });
  expect((await db.select().from(reports)).filter(({ caseId }) => caseId === only?.id)).toHaveLength(5);
});

test('what somebody may not see they cannot report, and are told nothing of', async () => {
  const outside = await app.signInAs(await makeGuest({ workspaces: [2] }));
  const { id } = await makeTopic(author, { visibility: 'group' });
  for (const agent of [outside, app.visitor()]) await agent.get(`/topics/${id}/report`).expect(404);
  await send(outside, `/topics/${id}/report`, fields).expect(404);
  await send(app.visitor(), `/topics/${id}/report/by-mail`, { ...fields, email: 'a@example.org' }).expect(
    404,
  );
  const { id: draft } = await makeTopic(author, { kind: 'guidance', state: 'draft' });
  await asAuthor.get(`/topics/${draft}/report`).expect(403);
  await asReporter.get(`/topics/${draft}/report`).expect(404);
});
