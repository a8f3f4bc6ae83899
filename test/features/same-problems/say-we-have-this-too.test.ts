import { withdrawName } from '../../../server/features/leaving/withdraw-name.ts';
import { carrySameProblems, takeCarriedBack } from '../../../server/features/same-problems/carry.ts';
import { holdTopicFor } from '../../../server/features/topics/queries.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makeGuest, makePerson, makeReply, makeTopic, topicRow } from '../../support/make.ts';

const app = useApp();
let asker: Member;
let other: Member;
let asOther: Agent;

beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Asker' });
  other = await makePerson({ name: 'Hana Helper', council: 'hackney' });
  asOther = await app.signInAs(other);
});

const say = (agent: Agent, id: number, line = '') => send(agent, `/topics/${id}/same-problem`, { line });
const text = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text;

test('a member says for their council that it has this too, which everybody sees, live, and takes it back', async () => {
  const { id, title } = await makeTopic(asker, { visibility: 'public' });
  const page = await app.connect();
  await page.watch(`topic:${id}`);
  await say(asOther, id, 'About 40 a week').expect(303);
  await page.hearText('About 40 a week');
  const seen = await text(app.visitor(), `/topics/${id}`);
  expect(seen).toMatch(/1 council has this too[\s\S]*Hackney[\s\S]*Hana Helper[\s\S]*About 40 a week/);
  expect(await text(asOther, '/workspaces/understand-user-needs?state=had-too')).toContain(title);

  const colleague = await app.signInAs(await makePerson({ name: 'Cleo Colleague', council: 'hackney' }));
  await say(colleague, id, 'Fifty by now').expect(303);
  const changed = await text(asOther, `/topics/${id}`);
  expect(changed).toMatch(/1 council has this too[\s\S]*Cleo Colleague[\s\S]*Fifty by now/);
  expect(changed).not.toContain('About 40');
  await send(asOther, `/topics/${id}/same-problem/removal`, {}).expect(303);
  await send(asOther, `/topics/${id}/same-problem/removal`, {}).expect(303);
  expect(await text(asOther, `/topics/${id}`)).not.toContain('has this too</h2>');
  expect((await topicRow(id)).councilCount).toBe(0);
});

test('not for the council that asked, nor of guidance, nor by a guest', async () => {
  const { id } = await makeTopic(asker);
  const askers = await app.signInAs(asker);
  await say(askers, id).expect(403);
  expect(await text(askers, `/topics/${id}`)).not.toContain('/same-problem');
  expect(await text(asOther, `/topics/${id}`)).toContain(`/topics/${id}/same-problem`);
  await say(asOther, (await makeTopic(asker, { kind: 'guidance' })).id).expect(403);
  await say(await app.signInAs(await makeGuest({ workspaces: [1], approved: true })), id).expect(404);
});

test('what most councils have comes first among what nobody has answered', async () => {
  const [older, shared] = [
    await makeTopic(asker, { title: 'Older' }),
    await makeTopic(asker, { title: 'Shared' }),
  ];
  await say(asOther, shared.id).expect(303);
  const home = await text(asOther, '/');
  const at = (id: number) => home.lastIndexOf(`href="/topics/${id}"`);
  expect(at(shared.id)).toBeGreaterThan(-1);
  const list = await text(asOther, '/workspaces/understand-user-needs?order=councils');
  expect(list.indexOf(`"/topics/${shared.id}"`)).toBeLessThan(list.indexOf(`"/topics/${older.id}"`));
  expect(list).toContain('1 council has this too');
});

test('it is carried to a question that is the same, and back again to the row', async () => {
  const from = await makeTopic(asker);
  const { id: to } = await makeTopic(await makePerson({ council: 'barnet' }));
  await makeReply(asker, to);
  await say(asOther, from.id, 'Here').expect(303);
  const barnet = await app.signInAs(await makePerson({ council: 'barnet' }));
  await say(barnet, from.id, 'Ours').expect(303);
  const carry = (act: 'there' | 'back') =>
    db.transaction(async (tx) => {
      const [one, another] = [await holdTopicFor(asker, from.id, tx), await holdTopicFor(asker, to, tx)];
      if (act === 'there') await carrySameProblems(tx, one, another, asker);
      else await takeCarriedBack(tx, one, another, asker);
    });
  await carry('there');
  await carry('there');
  // Hackney, and Camden, which asked; Barnet asked the other itself.
  expect((await topicRow(to)).councilCount).toBe(2);
  expect(await text(asOther, `/topics/${to}`)).toMatch(/Camden[\s\S]*Hackney[\s\S]*Here/);
  await carry('back');
  expect((await topicRow(to)).councilCount).toBe(0);
  expect((await topicRow(from.id)).councilCount).toBe(2);
});

test('the name of somebody who takes theirs off goes from here too', async () => {
  const { id } = await makeTopic(asker);
  const leaver = await makePerson({ name: 'Lena Leaver', council: 'sutton' });
  await say(await app.signInAs(leaver), id).expect(303);
  expect(await text(asOther, `/topics/${id}`)).toContain('Lena Leaver');
  const who = { id: leaver.id, email: leaver.email, councilId: leaver.council.id };
  await db.transaction((tx) => withdrawName(tx, who, { actorId: leaver.id, reason: 'Asked' }));
  const after = await text(asOther, `/topics/${id}`);
  expect(after).not.toContain('Lena Leaver');
  expect(after).toMatch(/Sutton[\s\S]*Former member/);
});
