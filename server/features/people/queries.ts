import { and, desc, eq, exists, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, preparedOnce } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { visits } from '../accounts/tables.ts';
import { councils } from '../councils/tables.ts';
import { guestAccess } from '../guests/tables.ts';
import { isCurrent } from '../roles/queries.ts';
import { roleGrants } from '../roles/tables.ts';
import { requirements } from '../standard/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { isHere, isNotSuspended } from './here.ts';
import { leadsCouncil, rolesHeld } from './roles-held.ts';
import { councilMoves, helpOffers, helpTags, people } from './tables.ts';

const wasInvited = exists(sql`(select 1 from ${guestAccess} where ${guestAccess.personId} = ${people.id})`);

/**
 * A person's profile. Members find everybody who is or was a member or a guest, but nobody who is suspended or who
 * took their name away; a guest finds themselves alone.
 */
export async function findPersonFor(viewer: Viewer, id: number) {
  if (viewer.kind === 'visitor' || (viewer.kind === 'guest' && viewer.id !== id)) throw notFound();
  const [person] = await db
    .select({
      id: people.id,
      name: people.name,
      job: people.job,
      email: people.email,
      organisation: people.organisation,
      workingOn: people.workingOn,
      council: { slug: councils.slug, name: councils.name },
      addressProvedAt: people.addressProvedAt,
      dormantAt: people.dormantAt,
      leftAt: people.leftAt,
      showsVisitsSince: people.showsVisitsSince,
      seenAt: visits.seenAt,
      roles: rolesHeld(),
    })
    .from(people)
    .leftJoin(councils, eq(councils.id, people.councilId))
    .leftJoin(visits, eq(visits.personId, people.id))
    .where(
      and(
        eq(people.id, id),
        isNull(people.nameWithdrawnAt),
        isNotSuspended(),
        or(isNotNull(people.councilId), wasInvited),
      ),
    );
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

/** What else they can help with, by tag. */
export const listHelpTags = (personId: number) =>
  db
    .select({ tag: helpTags.tag, line: helpTags.line })
    .from(helpTags)
    .where(eq(helpTags.personId, personId))
    .orderBy(helpTags.tag);

/** The councils that somebody was at before, the last one first, and until when. */
export const listMoves = (personId: number) =>
  db
    .select({ slug: councils.slug, name: councils.name, until: councilMoves.movedAt })
    .from(councilMoves)
    .innerJoin(councils, eq(councils.id, councilMoves.fromCouncilId))
    .where(eq(councilMoves.personId, personId))
    .orderBy(desc(councilMoves.movedAt));

const expertsShown = 6;

const askExperts = preparedOnce((db) =>
  db
    .select({
      id: people.id,
      name: people.name,
      job: people.job,
      council: { slug: councils.slug, name: councils.name },
      line: helpOffers.line,
      total: sql<number>`count(*) over ()::int`,
    })
    .from(helpOffers)
    .innerJoin(people, eq(people.id, helpOffers.personId))
    .innerJoin(councils, eq(councils.id, people.councilId))
    .where(
      and(eq(helpOffers.requirementId, sql.placeholder('requirementId')), isHere(sql.placeholder('now'))),
    )
    .orderBy(sql`lower(${people.name})`, people.id)
    .limit(expertsShown)
    .prepare('list-experts'),
);

/** Some of those who know about a requirement and what they say they know, with how many there are. */
export const listExperts = (requirementId: number) =>
  askExperts().execute({ requirementId, now: clock.now().toISOString() });

/** The people of a council, its lead first, for members only. */
export const listPeopleOf = (councilId: number) =>
  db
    .select({
      id: people.id,
      name: people.name,
      job: people.job,
      showsVisitsSince: people.showsVisitsSince,
      seenAt: visits.seenAt,
      roles: rolesHeld(),
    })
    .from(people)
    .leftJoin(visits, eq(visits.personId, people.id))
    .where(and(eq(people.councilId, councilId), isHere()))
    .orderBy(desc(leadsCouncil(councilId)), sql`lower(${people.name})`, people.id);

/** How many people take part from each council. */
export async function countPeopleByCouncil(): Promise<Map<number, number>> {
  const rows = await db
    .select({ councilId: people.councilId, count: sql<number>`count(*)::int` })
    .from(people)
    .where(isHere())
    .groupBy(people.councilId);
  return new Map(rows.flatMap(({ councilId, count }) => (councilId ? [[councilId, count]] : [])));
}

/** The councils that have a lead who is here. */
export async function listLedCouncils(): Promise<Set<number>> {
  const rows = await db
    .selectDistinct({ councilId: roleGrants.councilId })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(and(eq(roleGrants.role, 'lead'), isCurrent(), isHere()));
  return new Set(rows.flatMap(({ councilId }) => councilId ?? []));
}

export async function findPersonByEmail(email: string) {
  const [person] = await db.select().from(people).where(eq(people.email, email));
  return person;
}
