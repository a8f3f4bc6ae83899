import { eq } from 'drizzle-orm';
import { appeals } from '../../../server/features/appeals/tables.ts';
import { cases } from '../../../server/features/reports/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import {
  makeAct,
  makeAppeal,
  makePerson,
  makeReply,
  makeReport,
  makeTopic,
  topicRow,
  workspaceOf,
} from '../../support/make.ts';

const app = useApp();
let author: Member;
let coordinator: Member;
let other: Member;
let asCoordinator: Agent;
let asOther: Agent;
let asMember: Agent;

afterEach(backToNow);

beforeAll(async () => {
  const { id } = await workspaceOf(1);
  author = await makePerson({ name: 'Ada Author' });
  coordinator = await makePerson({ name: 'Cora Coordinator', council: 'hackney', coordinates: [id] });
  other = await makePerson({ name: 'Otto Other', council: 'barnet', coordinates: [id] });
  asCoordinator = await app.signInAs(coordinator);
  asOther = await app.signInAs(other);
  asMember = await app.signInAs(await makePerson({ council: 'bexley' }));
});

const read = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text;
const crumbsOf = (html: string) =>
  [...html.matchAll(/govuk-breadcrumbs__link" href="([^"]+)"/g)].map(([, href]) => href);
const undo = (agent: Agent, actId: number) => send(agent, `/moderation/acts/${actId}/undo`);

test('the way to a post that nobody finds leads to where it is moderated', async () => {
  const { id } = await makeTopic(author);
  await makeReply(author, id);
  const workspace = '/workspaces/understand-user-needs';
  const here = `/moderation/topics/${id}`;
  expect(crumbsOf(await read(asCoordinator, `${here}/lock`))).toEqual([workspace, `/topics/${id}`, here]);
  await makeAct(coordinator, id, { name: 'hide' });
  expect(crumbsOf(await read(asCoordinator, here))).toEqual([workspace]);
  expect(crumbsOf(await read(asCoordinator, `${here}/restore`))).toEqual([workspace, here]);
  expect(crumbsOf(await read(asCoordinator, `${here}/replies/1`))).toEqual([workspace, here]);
});

test('the page of a post says what is open about it, what it is the same as and where it says what it said before', async () => {
  const { id } = await makeTopic(author);
  const { id: to } = await makeTopic(author, { title: 'Where to go on' });
  const here = `/moderation/topics/${id}`;
  await makeReport(await makePerson({ council: 'brent' }), id);
  const [found] = await db.select().from(cases).where(eq(cases.topicId, id));
  expect(await read(asCoordinator, here)).toMatch(
    new RegExp(`href="/moderation/cases/${found?.id}">1 open report`),
  );
  const actId = await makeAct(coordinator, id, { name: 'mark-duplicate', otherId: to });
  await makeAppeal(author, actId);
  const [appeal] = await db.select().from(appeals).where(eq(appeals.actId, actId));
  const page = await read(asOther, here);
  expect(page).toContain(`same as <a class="govuk-link" href="/topics/${to}">Where to go on</a>`);
  expect(page).toContain(`href="/moderation/appeals/${appeal?.id}">Appeal by Ada Author`);
  expect(page).not.toContain('/moderation/cases/');
  expect(page).not.toContain('/history"');
  const { title } = await topicRow(id);
  await send(asCoordinator, `${here}/edit`, {
    ...{ title: `${title} again`, body: 'x', trying: 'x', tags: '', from: '1', formId: 'form-of-edit' },
    ...{ reason: 'It names a resident', note: '', latest: String(actId) },
  }).expect(303);
  expect(await read(asCoordinator, here)).toContain(`href="/topics/${id}/history">What it said before`);
});

test('who decides on an appeal reads what the post says, and goes from there to it and to where it is moderated', async () => {
  const { id } = await makeTopic(author);
  const actId = await makeAct(coordinator, id, { name: 'lock' });
  const page = await read(asOther, `/moderation/appeals/${await makeAppeal(author, actId)}`);
  expect(page).toMatch(/<h2 id="says">What the question says now/);
  expect(page).toContain(`href="/topics/${id}">Go to it`);
  expect(page).toContain(`href="/moderation/topics/${id}">Moderate it`);
  expect(crumbsOf(page)).toEqual(['/moderation', '/moderation/appeals']);
});

test('an act can be undone again once all that was done after it is undone, and until then the page says so', async () => {
  const { id } = await makeTopic(author);
  const before = await topicRow(id);
  const here = `/moderation/topics/${id}`;
  const locked = await makeAct(coordinator, id, { name: 'lock' });
  const slowed = await makeAct(other, id, { name: 'slow', minutes: 10 });
  const first = 'Undo what was done after it first.';
  expect(await read(asCoordinator, here)).toContain(first);
  await undo(asCoordinator, locked).expect(409);
  await undo(asCoordinator, slowed).expect(303);
  const page = await read(asCoordinator, here);
  expect(page).not.toContain(first);
  expect(page).toContain(`/moderation/acts/${locked}/undo`);
  expect(page).toContain('(undone)');
  await undo(asCoordinator, locked).expect(303);
  expect({ ...(await topicRow(id)), seq: before.seq }).toEqual(before);
  // Each only once.
  await undo(asCoordinator, slowed).expect(409);
  await makeAct(coordinator, id, { name: 'lock' });
  await undo(asCoordinator, locked).expect(409);
  later({ minutes: 16 });
  expect(await read(asCoordinator, here)).not.toContain(first);
});

test('the log leads whoever coordinates the workspace to the post, and says what was taken back after an appeal', async () => {
  const { id } = await makeTopic(author);
  const actId = await makeAct(coordinator, id, { name: 'hide' });
  const appealId = await makeAppeal(author, actId);
  await send(asOther, `/moderation/appeals/${appealId}`, { decision: 'upheld', reason: 'It is mended' });
  const log = '/workspaces/understand-user-needs/moderation-log';
  const line = (html: string) =>
    new RegExp(`id="act-${actId}">([\\s\\S]*?)</li>`).exec(html)?.[1]?.replace(/\s+/g, ' ') ?? '';
  const seen = line(await read(asOther, log));
  expect(seen).toContain('(taken back after an appeal)');
  expect(seen).toContain(`href="/moderation/topics/${id}">Look at it`);
  const asMembersSee = line(await read(asMember, log));
  expect(asMembersSee).toContain('Hid');
  expect(asMembersSee).not.toContain('/moderation/topics/');
});
