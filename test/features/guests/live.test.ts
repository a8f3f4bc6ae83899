import { type Agent, send, useApp } from '../../support/app.ts';
import type { Page } from '../../support/live-page.ts';
import { makeGuest, makePerson, makeReply, makeTopic, workspaceOf } from '../../support/make.ts';

const app = useApp();
let author: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;
let own: Awaited<ReturnType<typeof workspaceOf>>;
let other: Awaited<ReturnType<typeof workspaceOf>>;
let guest: Page;
let as: Agent;

beforeAll(async () => {
  author = await makePerson();
  agent = await app.signInAs(author);
  [own, other] = [await workspaceOf(3), await workspaceOf(4)];
  as = await app.signInAs(await makeGuest({ workspaces: [3] }));
});

beforeEach(async () => {
  await app.settle();
  guest = await app.connect(as);
  for (const { id } of [own, other]) await guest.watch(`workspace:${id}`);
  await guest.watch(`standard:${own.standardId}`);
});

const make = (requirement: number, visibility: 'group' | 'public') =>
  makeTopic(author, { requirement, visibility });

test('a guest is told what members are in the workspace they were invited to, and elsewhere what everybody is', async () => {
  const hidden = await make(4, 'group');
  const shown = await make(4, 'public');
  const inside = await make(3, 'group');
  await app.settle();
  expect(guest.patchesOf(`topic-${hidden.id}`)).toEqual([]);
  for (const { id, title } of [shown, inside])
    expect(guest.patchesOf(`topic-${id}`).map(({ html }) => html.includes(title))).toEqual([true]);
});

test('the counts that a guest is told are those of their page of the Standard', async () => {
  await make(3, 'group');
  await make(3, 'public');
  await make(4, 'group');
  await make(4, 'public');
  await app.settle();
  const { text } = await as.get('/standard');
  for (const { id } of [own, other]) {
    const told = guest.told
      .filter(({ room }) => room.startsWith('standard:'))
      .flatMap(({ patches }) => patches);
    const last = told.filter(({ part }) => part === `counts-${id}`).at(-1);
    expect(last?.html).toMatch(/\d/);
    expect(text).toContain(last?.html);
  }
});

test('a topic that is kept for the group from now on is gone for a guest of another workspace, and stays for one of its own', async () => {
  const [outside, inside] = [await make(4, 'public'), await make(3, 'public')];
  for (const { id } of [outside, inside]) await guest.watch(`topic:${id}`);
  for (const { id, title } of [outside, inside])
    await send(agent, `/topics/${id}/edit`, {
      title,
      trying: 'T',
      tried: 'A',
      visibility: 'group',
    }).expect(303);
  await makeReply(author, outside.id);
  await makeReply(author, inside.id, { body: 'For those who may read it' });
  await guest.hearText('For those who may read it');
  expect(guest.gone).toEqual([`topic:${outside.id}`]);
  expect(guest.told.filter(({ room }) => room === `topic:${outside.id}`)).toEqual([]);
  await as.get(`/topics/${outside.id}`).expect(404);
  await as.get(`/topics/${inside.id}`).expect(200);
});
