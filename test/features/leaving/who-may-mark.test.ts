import { eq } from 'drizzle-orm';
import { people } from '../../../server/features/people/tables.ts';
import { roleGrants } from '../../../server/features/roles/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson } from '../../support/make.ts';

const app = useApp();

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
