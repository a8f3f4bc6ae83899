import { and, type Column, eq, exists, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { councils } from '../councils/tables.ts';
import { guestAccess } from '../guests/tables.ts';
import { type Place, sees } from '../guests/takes-part.ts';
import { isHere, isNotSuspended } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { isCurrent } from '../roles/queries.ts';
import { roleGrants } from '../roles/tables.ts';
import { mentions } from './tables.ts';

/** These people as far as members know of them, with whether they take part and may see what is posted there. */
export const listNamed = (executor: Executor, ids: number[], place: Place) =>
  executor
    .select({
      id: people.id,
      name: people.name,
      hasName: sql<boolean>`(${people.nameWithdrawnAt} is null)`,
      isHere: sql<boolean>`(${isHere()})`,
      sees: sql<boolean>`(${sees(place)})`,
    })
    .from(people)
    .where(and(inArray(people.id, ids), isNotSuspended(), isKnown()))
    .orderBy(sql`lower(${people.name})`, people.id);

/** Members and guests; whoever only wrote what was imported never was either. */
const isKnown = (): SQL | undefined => or(isNotNull(people.councilId), exists(accessOf()));

const accessOf = () =>
  db.select({ one: sql`1` }).from(guestAccess).where(eq(guestAccess.personId, people.id));

/** These councils, with those who lead them now. */
export async function listCouncilsWithLeads(executor: Executor, slugs: string[]) {
  const rows = await executor
    .select({ slug: councils.slug, name: councils.name, lead: { id: people.id } })
    .from(councils)
    .leftJoin(
      roleGrants,
      and(eq(roleGrants.councilId, councils.id), eq(roleGrants.role, 'lead'), isCurrent()),
    )
    .leftJoin(people, and(eq(people.id, roleGrants.personId), isHere()))
    .where(inArray(councils.slug, slugs))
    .orderBy(councils.name, people.id);
  const found = [...new Map(rows.map(({ slug, name }) => [slug, name]))];
  return found.map(([slug, name]) => ({
    name,
    leads: rows.flatMap((row) => (row.slug === slug && row.lead ? row.lead : [])),
  }));
}

/** Who coordinates a workspace, by whatever grant. */
export const listCoordinatorsOf = (executor: Executor, workspaceId: number) =>
  executor
    .selectDistinct({ id: people.id })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(
      and(
        eq(roleGrants.role, 'coordinator'),
        or(eq(roleGrants.workspaceId, workspaceId), isNull(roleGrants.workspaceId)),
        isCurrent(),
        isHere(),
      ),
    );

/** The topics that themselves mention somebody, or did in an earlier version. */
export async function listTopicsNaming(tx: Executor, personId: number): Promise<number[]> {
  const rows = await tx
    .select({ id: mentions.topicId })
    .from(mentions)
    .where(and(eq(mentions.personId, personId), isNull(mentions.replyId)));
  return rows.map(({ id }) => id);
}

/** The replies that do. */
export async function listRepliesNaming(tx: Executor, personId: number): Promise<number[]> {
  const rows = await tx
    .select({ id: mentions.replyId })
    .from(mentions)
    .where(and(eq(mentions.personId, personId), isNotNull(mentions.replyId)));
  return rows.flatMap(({ id }) => id ?? []);
}

/** True of fields that mention somebody. Looks at every row, which is right for what is done once. */
export const names = (fields: Column, personId: number): SQL =>
  sql`strpos(${fields}::text, ${`](/people/${personId})`}) > 0`;
