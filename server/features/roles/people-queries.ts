import { and, eq, ilike, isNotNull, or, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { anywhere } from '../../platform/like.ts';
import { councils } from '../councils/tables.ts';
import { rolesHeld } from '../people/roles-held.ts';
import { people } from '../people/tables.ts';

const perPage = 30;

const selectPeople = () =>
  db
    .select({
      id: people.id,
      name: people.name,
      job: people.job,
      email: people.email,
      organisation: people.organisation,
      council: { id: councils.id, name: councils.name, slug: councils.slug },
      createdAt: people.createdAt,
      suspendedAt: people.suspendedAt,
      suspendedUntil: people.suspendedUntil,
      suspensionReason: people.suspensionReason,
      dormantAt: people.dormantAt,
      leftAt: people.leftAt,
      roles: rolesHeld(),
    })
    .from(people)
    .leftJoin(councils, eq(councils.id, people.councilId));

/** Members and guests, past ones too: not those who only wrote what was imported, and never could sign in. */
const canEverSignIn = or(
  isNotNull(people.councilId),
  sql`exists (select 1 from guest_access where person_id = ${people.id})`,
);

/** People by name whose name, address, council or organisation has these letters in it. */
export async function listPeopleMatching(text: string, page = 1) {
  const like = anywhere(text);
  const columns = [people.name, people.email, people.organisation, councils.name];
  const which = and(canEverSignIn, text ? or(...columns.map((column) => ilike(column, like))) : undefined);
  const [[counted], found] = await Promise.all([
    db
      .select({ count: sql<number>`count(*)::int` })
      .from(people)
      .leftJoin(councils, eq(councils.id, people.councilId))
      .where(which),
    selectPeople()
      .where(which)
      .orderBy(sql`lower(${people.name})`, people.id)
      .limit(perPage)
      .offset((page - 1) * perPage),
  ]);
  const count = counted?.count ?? 0;
  return { people: found, count, pages: Math.max(1, Math.ceil(count / perPage)) };
}

/** Somebody as those see them who look after access. */
export async function findPersonToAdminister(id: number) {
  const [found] = await selectPeople().where(and(eq(people.id, id), canEverSignIn));
  return found;
}
