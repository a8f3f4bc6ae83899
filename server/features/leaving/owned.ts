import { and, asc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { councils } from '../councils/tables.ts';
import { isHere } from '../people/here.ts';
import { rolesHeld, roleWords } from '../people/roles-held.ts';
import { people } from '../people/tables.ts';
import { listServicesLookedAfterBy } from '../services/hand-on-service.ts';
import { kinds } from '../topics/kinds.ts';
import { listTopicsOwnedBy } from '../topics/owned.ts';

/** What somebody looks after, and what they are. */
export interface Owned {
  topics: { id: number; title: string; kindLabel: string }[];
  services: { id: number; name: string }[];
  roles: string[];
}

/** What this person looks after: what a colleague would have to take on. */
export async function ownedBy(personId: number, executor: Executor = db): Promise<Owned> {
  const [found] = await listOwned(executor, [personId]);
  return found ?? { topics: [], services: [], roles: [] };
}

/** Everybody of a council who is dormant or has left, and still looks after something. */
export async function listAbsent(councilId: number) {
  const absent = await db
    .select({ id: people.id, name: people.name, dormantAt: people.dormantAt, leftAt: people.leftAt })
    .from(people)
    .where(and(eq(people.councilId, councilId), or(isNotNull(people.leftAt), isNotNull(people.dormantAt))))
    .orderBy(asc(people.name), asc(people.id));
  const owned = await listOwned(
    db,
    absent.map(({ id }) => id),
  );
  return absent
    .map((person, at) => ({ ...person, ...(owned[at] as Owned) }))
    .filter(({ topics, services, roles }) => topics.length + services.length + roles.length > 0);
}

/** Somebody of this council, also when they have left; whose name is gone is nobody. */
export async function findPersonOf(councilId: number, id: number) {
  const [found] = await db
    .select({ id: people.id, name: people.name, leftAt: people.leftAt })
    .from(people)
    .where(and(eq(people.id, id), eq(people.councilId, councilId), isNull(people.nameWithdrawnAt)));
  if (!found) throw notFound();
  return found;
}

/** Who could take something on: everybody of the council who is here. */
export const listColleagues = (councilId: number, executor: Executor = db) =>
  executor
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(eq(people.councilId, councilId), isHere()))
    .orderBy(asc(people.name), asc(people.id));

/** The same for many, in the order they were asked for. */
async function listOwned(executor: Executor, personIds: number[]): Promise<Owned[]> {
  if (personIds.length === 0) return [];
  // One after another: a transaction has one connection.
  const topics = await listTopicsOwnedBy(executor, personIds);
  const services = await listServicesLookedAfterBy(executor, personIds);
  // With a second table, because a column given to sql`` loses its own where a query has only one.
  const holders = await executor
    .select({ id: people.id, held: rolesHeld() })
    .from(people)
    .leftJoin(councils, eq(councils.id, people.councilId))
    .where(inArray(people.id, personIds));
  return personIds.map((personId) => ({
    topics: topics
      .filter(({ ownerId }) => ownerId === personId)
      .map(({ id, title, kind }) => ({ id, title, kindLabel: kinds[kind].label })),
    services: services.filter(({ contactId }) => contactId === personId),
    roles: roleWords(holders.find(({ id }) => id === personId)?.held ?? []),
  }));
}
