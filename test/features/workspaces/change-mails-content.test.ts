import { desc, eq } from 'drizzle-orm';
import { notices } from '../../../server/features/notices/tables.ts';
import { accessLog } from '../../../server/features/roles/tables.ts';
import { workspaces } from '../../../server/features/workspaces/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, workspaceOf } from '../../support/make.ts';

const app = useApp();
let coordinator: Member;
let other: Member;
let agent: Agent;
let here: Awaited<ReturnType<typeof workspaceOf>>;
let address = '';

beforeAll(async () => {
  here = await workspaceOf(1);
  address = `/workspaces/${here.slug}/emails`;
  coordinator = await makePerson({ coordinates: [here.id] });
  other = await makePerson({ coordinates: 'all' });
  agent = await app.signInAs(coordinator);
});
afterEach(() => db.update(workspaces).set({ mailsContent: true }));

const mailsContent = async () =>
  (await db.select().from(workspaces).where(eq(workspaces.id, here.id))).map((row) => row.mailsContent)[0];

const leaveOut = { content: 'left-out', reason: 'Names of residents' };

test('a coordinator has content left out, with a reason that is in the log, and lets it in again', async () => {
  await send(agent, address, leaveOut).expect(303);
  expect(await mailsContent()).toBe(false);
  const [line] = await db.select().from(accessLog).orderBy(desc(accessLog.id)).limit(1);
  expect(line).toMatchObject({
    act: 'mail-content-left-out',
    actorId: coordinator.id,
    about: here.name,
    reason: leaveOut.reason,
  });
  const { text } = await agent.get(address).expect(200);
  expect(text).toMatch(/value="left-out" checked/);
  await send(agent, address, { content: 'quoted', reason: 'No longer' }).expect(303);
  expect(await mailsContent()).toBe(true);
});

test('the other coordinators are told, and nobody else', async () => {
  await db.delete(notices);
  await send(agent, address, leaveOut).expect(303);
  const told = await db.select().from(notices);
  expect(told.map(({ personId }) => personId)).toEqual([other.id]);
  expect(told[0]).toMatchObject({ kind: 'act', href: address });
  expect(told[0]?.words?.paragraphs.join()).toContain(leaveOut.reason);
});

test('what it is already is not done again', async () => {
  const countLines = () => db.$count(accessLog);
  const before = await countLines();
  await send(agent, address, { ...leaveOut, content: 'quoted' }).expect(303);
  expect(await countLines()).toBe(before);
});

test('it takes a reason and a choice', async () => {
  const { text } = await send(agent, address, { content: 'shouted', reason: '' }).expect(422);
  expect(text).toContain('<a href="#content">Choose what emails say</a>');
  expect(text).toContain('<a href="#reason">Enter a reason</a>');
  expect(await mailsContent()).toBe(true);
});

test('it is there for nobody else', async () => {
  const elsewhere = await makePerson({ coordinates: [(await workspaceOf(2)).id] });
  for (const person of [elsewhere, await makePerson({ administrator: true }), await makePerson()]) {
    const agents = await app.signInAs(person);
    await agents.get(address).expect(404);
    await send(agents, address, leaveOut).expect(404);
  }
  expect(await mailsContent()).toBe(true);
});
