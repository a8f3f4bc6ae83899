import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { db, type Executor, type Tx } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { takesPartIn } from '../guests/takes-part.ts';
import { people } from '../people/tables.ts';
import { requirements } from '../standard/tables.ts';
import { standardId } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { reviews } from './tables.ts';

/** Guidance and patterns that somebody may be following; said as the index says it. Nobody follows what was taken off. */
export const isLive = sql`((${topics.kind} = 'guidance' and ${topics.state} = 'published'
  or ${topics.kind} = 'pattern' and ${topics.state} <> 'retired') and ${topics.health} <> 'replaced'
  and ${topics.removedAs} is null)`;

export const ownerId = sql<number>`coalesce(${topics.ownerId}, ${topics.authorId})`;
/** True of whoever looks after it while they are here: a guest goes at the end, and some never were here, see imports. */
export const isThereForIt = () =>
  sql<boolean>`(${people.leftAt} is null and (${takesPartIn(topics.workspaceId)}))`;
const isOwnerless = () => sql<boolean>`(not ${isThereForIt()})`;

const columns = {
  id: topics.id,
  kind: topics.kind,
  state: topics.state,
  visibility: topics.visibility,
  title: topics.title,
  authorId: topics.authorId,
  health: topics.health,
  reviewBy: topics.reviewBy,
  reviewReasons: topics.reviewReasons,
  reviewAsks: topics.reviewAsks,
  workspace: {
    id: workspaces.id,
    slug: workspaces.slug,
    name: workspaces.name,
    number: requirements.number,
    standardId,
  },
  owner: { id: people.id, name: people.name },
  council: { name: councils.name },
};

const selectReviewed = (executor: Executor) =>
  executor
    .select({ ...columns, isOwnerless: isOwnerless() })
    .from(topics)
    .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .leftJoin(requirements, eq(requirements.id, workspaces.requirementId))
    .innerJoin(people, eq(people.id, ownerId))
    .leftJoin(councils, eq(councils.id, people.councilId));

export type Reviewed = Awaited<ReturnType<typeof selectReviewed>>[number];

/** One of them as the daily round finds it, its row locked until the transaction ends. */
export async function holdReviewed(tx: Tx, id: number): Promise<Reviewed | undefined> {
  const [found] = await selectReviewed(tx)
    .where(and(eq(topics.id, id), isLive))
    .for('update', { of: topics });
  return found;
}

/** Those that belong to any of these requirements, held. */
export const holdReviewedOf = (tx: Tx, requirementIds: number[]) =>
  selectReviewed(tx)
    .where(and(inArray(workspaces.requirementId, requirementIds), isLive))
    .orderBy(asc(topics.id))
    .for('update', { of: topics });

/** Those that this person looks after, held. */
export const holdReviewedBy = (tx: Tx, personId: number) =>
  selectReviewed(tx)
    .where(and(eq(ownerId, personId), isLive))
    .orderBy(asc(topics.id))
    .for('update', { of: topics });

/** What somebody looks after, what is due first at the top. */
export const listReviewedBy = (member: { id: number }) =>
  selectReviewed(db)
    .where(and(eq(ownerId, member.id), isLive))
    .orderBy(asc(topics.reviewBy), asc(topics.id))
    .limit(200);

export type Needing = 'due' | 'overdue' | 'ownerless';

const needs: Record<Needing, () => SQL> = {
  due: () => sql`${topics.health} = 'review-due'`,
  overdue: () => sql`${topics.health} = 'overdue'`,
  ownerless: isOwnerless,
};

type InCharge = Pick<Member, 'coordinates' | 'leads'>;

/** In the workspaces that they coordinate, and of the councils that they lead. */
function isInCharge({ coordinates, leads }: InCharge): SQL | undefined {
  if (coordinates === 'all') return isLive;
  const own = [
    coordinates.length > 0 ? inArray(topics.workspaceId, coordinates) : undefined,
    leads.length > 0 ? inArray(people.councilId, leads) : undefined,
  ];
  return and(isLive, or(...own) ?? sql`false`);
}

export const reviewsOnPage = 25;

/** A page of what needs somebody, what has waited longest first. */
export const listNeeding = (member: InCharge, need: Needing, page: number) =>
  selectReviewed(db)
    .where(and(isInCharge(member), needs[need]()))
    .orderBy(asc(topics.reviewBy), asc(topics.id))
    .limit(reviewsOnPage)
    .offset((page - 1) * reviewsOnPage);

/** How many there are of each. */
export async function countNeeding(member: InCharge): Promise<Record<Needing, number>> {
  const count = (need: Needing) => sql<number>`count(*) filter (where ${needs[need]()})::int`;
  const [counts] = await db
    .select({ due: count('due'), overdue: count('overdue'), ownerless: count('ownerless') })
    .from(topics)
    .innerJoin(people, eq(people.id, ownerId))
    .where(isInCharge(member));
  return counts ?? { due: 0, overdue: 0, ownerless: 0 };
}

/** What was said of a topic's being right, the newest first. */
export const listReviewsOf = (topicId: number) =>
  db
    .select({ outcome: reviews.outcome, reason: reviews.reason, at: reviews.at, name: people.name })
    .from(reviews)
    .leftJoin(people, eq(people.id, reviews.personId))
    .where(eq(reviews.topicId, topicId))
    .orderBy(desc(reviews.at), desc(reviews.id))
    .limit(20);
