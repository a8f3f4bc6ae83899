import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Executor, Tx } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import { people } from '../people/tables.ts';
import { services } from './tables.ts';

/** The services of their own council that these people are the contact of, by name. */
export function listServicesLookedAfterBy(executor: Executor, personIds: number[]) {
  if (personIds.length === 0) return Promise.resolve([]);
  return executor
    .select({ id: services.id, name: services.name, contactId: services.contactId })
    .from(services)
    .innerJoin(people, and(eq(people.id, services.contactId), eq(people.councilId, services.councilId)))
    .where(and(inArray(services.contactId, personIds), isNull(services.endedAt)))
    .orderBy(services.name, services.id);
}

interface HandingOn {
  actorId: number;
  from: number;
  to: number;
}

/** Makes somebody else the contact of a service. False where it was no longer theirs to hand on. */
export async function handOnService(tx: Tx, id: number, { actorId, from, to }: HandingOn) {
  const theirs = and(eq(services.id, id), eq(services.contactId, from));
  const [changed] = await tx.update(services).set({ contactId: to }).where(theirs).returning();
  if (!changed) return false;
  await record(tx, 'service-changed', { serviceId: id, councilId: changed.councilId, actorId });
  return true;
}
