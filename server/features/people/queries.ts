import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { db, preparedOnce } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { requirements } from '../standard/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { helpOffers, people } from './tables.ts';

const personColumns = {
  id: people.id,
  name: people.name,
  job: people.job,
  email: people.email,
  workingOn: people.workingOn,
  council: { slug: councils.slug, name: councils.name },
};

/** A person's profile, for members only. */
export async function findPersonFor(viewer: Viewer, id: number) {
  if (viewer.kind === 'visitor') throw notFound();
  const [person] = await db
    .select(personColumns)
    .from(people)
    .innerJoin(councils, eq(councils.id, people.councilId))
    .where(and(eq(people.id, id), isNull(people.suspendedAt)));
  if (!person) throw notFound();
  return person;
}

/** What a person says they can help with, by requirement. */
export const listHelpOffers = (personId: number) =>
  db
    .select({
      requirementId: requirements.id,
      number: requirements.number,
      title: requirements.title,
      slug: workspaces.slug,
      line: helpOffers.line,
    })
    .from(helpOffers)
    .innerJoin(requirements, eq(requirements.id, helpOffers.requirementId))
    .innerJoin(workspaces, eq(workspaces.requirementId, requirements.id))
    .where(eq(helpOffers.personId, personId))
    .orderBy(requirements.number);

const askExperts = preparedOnce((db) =>
  db
    .select({ ...personColumns, line: helpOffers.line })
    .from(helpOffers)
    .innerJoin(people, eq(people.id, helpOffers.personId))
    .innerJoin(councils, eq(councils.id, people.councilId))
    .where(and(eq(helpOffers.requirementId, sql.placeholder('requirementId')), isNull(people.suspendedAt)))
    .orderBy(asc(people.name))
    .prepare('list-experts'),
);

/** Who in the group knows about a requirement, and what they say they know. */
export const listExperts = (requirementId: number) => askExperts().execute({ requirementId });

export const listPeopleOf = (councilId: number) =>
  db
    .select({ id: people.id, name: people.name, job: people.job })
    .from(people)
    .where(and(eq(people.councilId, councilId), isNull(people.suspendedAt)))
    .orderBy(asc(people.name));

/** How many people take part from each council. */
export async function countPeopleByCouncil(): Promise<Map<number, number>> {
  const rows = await db
    .select({ councilId: people.councilId, count: sql<number>`count(*)::int` })
    .from(people)
    .where(isNull(people.suspendedAt))
    .groupBy(people.councilId);
  return new Map(rows.flatMap(({ councilId, count }) => (councilId ? [[councilId, count]] : [])));
}

export async function findPersonByEmail(email: string) {
  const [person] = await db.select().from(people).where(eq(people.email, email));
  return person;
}
