import { eq, inArray } from 'drizzle-orm';
import { findCouncil } from '../../../server/features/councils/queries.ts';
import { handOn } from '../../../server/features/leaving/hand-on.ts';
import { letBack, markAsLeft, withdrawNameOf } from '../../../server/features/leaving/leave.ts';
import { people } from '../../../server/features/people/tables.ts';
import { giveRole } from '../../../server/features/roles/give-role.ts';
import { listGrantsOf } from '../../../server/features/roles/queries.ts';
import { roleGrants } from '../../../server/features/roles/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { Refusal } from '../../../server/platform/errors.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson } from '../../support/make.ts';

const app = useApp();
const assessor = { role: 'assessor', workspaceId: null, councilId: null } as const;

/** Marks somebody as having left, and says what came of it. */
async function mark(by: Agent, { id }: { id: number }) {
  const address = `/councils/camden/people/${id}/leaving`;
  const page = await by.get(address);
  const sent = await send(by, address, { reason: 'Has gone' });
  const [row] = await db.select().from(people).where(eq(people.id, id));
  return { page: page.status, sent: sent.status, text: sent.text, isGone: row?.leftAt !== null };
}

test('who stands in for a lead ends nothing of theirs by marking them as having left, and can mark others', async () => {
  const lead = await makePerson({ lead: true });
  const deputy = await makePerson();
  const [grant] = await db.select().from(roleGrants).where(eq(roleGrants.personId, lead.id));
  await db.insert(roleGrants).values({
    personId: deputy.id,
    role: 'lead',
    councilId: lead.council.id,
    deputyOf: grant?.id,
  });
  const agent = await app.signInAs(deputy);
  const refused = await mark(agent, lead);
  expect(refused).toMatchObject({ page: 403, sent: 403, isGone: false });
  expect(refused.text).toContain('You stand in for them');
  expect(await mark(agent, await makePerson())).toMatchObject({ page: 200, sent: 303, isGone: true });
});

test('a lead takes no administrator’s role by it: another administrator can', async () => {
  const lead = await app.signInAs(await makePerson({ lead: true }));
  const person = await makePerson({ administrator: true });
  const another = await app.signInAs(await makePerson({ administrator: true, council: 'barnet' }));
  const refused = await mark(lead, person);
  expect(refused).toMatchObject({ page: 403, sent: 403, isGone: false });
  expect(refused.text).toContain('Another administrator can mark them');
  expect(await mark(another, person)).toMatchObject({ page: 200, sent: 303, isGone: true });
});

test('of two leads who mark each other at the same moment, one remains', async () => {
  const camden = await findCouncil('camden');
  for (let time = 0; time < 5; time++) {
    const leads = [await makePerson({ lead: true }), await makePerson({ lead: true })] as const;
    const done = await Promise.allSettled([
      markAsLeft(leads[0], camden, leads[1].id, 'At once'),
      markAsLeft(leads[1], camden, leads[0].id, 'At once'),
    ]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  }
});

describe('whoever has lost the power since their request began', () => {
  const loses = {
    'whose role was taken': (id: number) =>
      db.update(roleGrants).set({ endedAt: clock.now() }).where(eq(roleGrants.personId, id)),
    'who was suspended': (id: number) =>
      db.update(people).set({ suspendedAt: clock.now() }).where(eq(people.id, id)),
  };
  test.each(Object.entries(loses))('%s does nothing more to others', async (_, lose) => {
    const lead = await makePerson({ lead: true });
    const administrator = await makePerson({ administrator: true });
    const [person, left] = [await makePerson(), await makePerson()];
    await db.update(people).set({ leftAt: clock.now() }).where(eq(people.id, left.id));
    for (const { id } of [lead, administrator]) await lose(id);
    const handing = { from: left.id, to: person.id, topicIds: [1], serviceIds: [] };
    const camden = await findCouncil('camden');
    for (const act of [
      () => markAsLeft(lead, camden, person.id, 'Too late'),
      () => handOn(lead, camden, handing),
      () => letBack(administrator, camden, left.id, 'Too late'),
      () => withdrawNameOf(administrator, camden, left.id, 'Too late'),
      () => giveRole(administrator, person.id, [assessor], 'Too late'),
    ])
      await expect(act()).rejects.toBeInstanceOf(Refusal);
    const rows = await db
      .select()
      .from(people)
      .where(inArray(people.id, [person.id, left.id]))
      .orderBy(people.id);
    expect(rows.map(({ leftAt, nameWithdrawnAt }) => [leftAt !== null, nameWithdrawnAt])).toEqual([
      [false, null],
      [true, null],
    ]);
    expect(await listGrantsOf(person.id)).toEqual([]);
  });
});
