import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { db, type Executor, type Tx } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { services } from '../services/tables.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { adoptions } from './tables.ts';

const isCurrent = isNull(adoptions.endedAt);

/** What is used comes first, and what was stopped is not last because it is worth less: it is what comes after. */
const inOrder = sql`array_position(array['using', 'trying', 'stopped', 'considering'], ${adoptions.stage})`;

const columns = {
  id: adoptions.id,
  stage: adoptions.stage,
  since: adoptions.since,
  worked: adoptions.worked,
  outcome: adoptions.outcome,
  recordedAt: adoptions.recordedAt,
  endedAt: adoptions.endedAt,
  council: { id: councils.id, slug: councils.slug, name: councils.name },
};

/** What councils do with it now, as everybody may read who sees the topic. */
export const listAdoptions = (topicId: number) =>
  db
    .select(columns)
    .from(adoptions)
    .innerJoin(councils, eq(councils.id, adoptions.councilId))
    .where(and(eq(adoptions.topicId, topicId), isCurrent))
    .orderBy(inOrder, councils.name, adoptions.id);

export type Adoption = Awaited<ReturnType<typeof listAdoptions>>[number];

/** The same with the services, whom to ask, and what was said before: for members. The caller sees the topic. */
export const listAdoptionsInFull = (topicId: number) =>
  db
    .select({
      ...columns,
      service: { id: services.id, name: services.name },
      contact: { id: people.id, name: people.name },
    })
    .from(adoptions)
    .innerJoin(councils, eq(councils.id, adoptions.councilId))
    .leftJoin(services, eq(services.id, adoptions.serviceId))
    .leftJoin(people, and(eq(people.id, adoptions.contactId), isHere()))
    .where(eq(adoptions.topicId, topicId))
    .orderBy(sql`${adoptions.endedAt} is not null`, inOrder, councils.name, desc(adoptions.recordedAt));

/** What a council uses, or has stopped using, of what this viewer may see. */
export const listAdoptionsOf = (viewer: Viewer, councilId: number) =>
  db
    .select({ ...columns, topic: { id: topics.id, title: topics.title } })
    .from(adoptions)
    .innerJoin(councils, eq(councils.id, adoptions.councilId))
    .innerJoin(topics, eq(topics.id, adoptions.topicId))
    .where(and(eq(adoptions.councilId, councilId), isCurrent, visibleTo(viewer)))
    .orderBy(inOrder, sql`lower(${topics.title})`, adoptions.id)
    .limit(100);

/** A council's present record for a service, or for itself as a whole. */
export async function findAdoption(
  executor: Executor | Tx,
  { topicId, councilId, serviceId }: { topicId: number; councilId: number; serviceId: number | null },
) {
  const [found] = await executor
    .select()
    .from(adoptions)
    .where(
      and(
        eq(adoptions.topicId, topicId),
        eq(adoptions.councilId, councilId),
        sql`coalesce(${adoptions.serviceId}, 0) = ${serviceId ?? 0}`,
        isCurrent,
      ),
    );
  return found;
}

/** How many councils use it, for how many it did not work, and how many records there are. */
export async function countAdoptions(tx: Tx, topicId: number) {
  const councilsWhere = (condition: string) =>
    sql<number>`count(distinct council_id) filter (where ${sql.raw(condition)})::int`;
  const [counts] = await tx
    .select({
      using: councilsWhere(`stage = 'using'`),
      failed: councilsWhere(`worked = 'no'`),
      all: sql<number>`count(*)::int`,
    })
    .from(adoptions)
    .where(and(eq(adoptions.topicId, topicId), isCurrent));
  return counts ?? { using: 0, failed: 0, all: 0 };
}
