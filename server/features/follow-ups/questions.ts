import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { people } from '../people/tables.ts';
import { requirements } from '../standard/tables.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { followUps, followUpTurns } from './tables.ts';
import { isWithoutReply, waitsSince } from './waiting.ts';

/** The workspaces that somebody looks at as their coordinator. */
export type Coordinated = 'all' | number[];

/** All that wait for a reply, or those that nobody sees to or is asked to. */
export type Waits = 'without-reply' | 'nobody';

/** The same, or what somebody sees to or is asked to. */
type Which = Waits | { of: number };

export const questionsOnPage = 25;

const owners = alias(people, 'owners');
const turnPeople = alias(people, 'turn_people');

/** A page of questions, what has waited longest first. */
export const listQuestions = (
  places: Coordinated,
  which: Which,
  { page = 1, limit = questionsOnPage } = {},
) =>
  db
    .select({
      id: topics.id,
      title: topics.title,
      councilCount: topics.councilCount,
      author: topics.author,
      since: waitsSince,
      workspace: { slug: workspaces.slug, name: workspaces.name, number: requirements.number },
      /** Since when somebody has to see to it. */
      begunAt: followUps.begunAt,
      owner: { id: owners.id, name: owners.name },
      ownedUntil: followUps.ownedUntil,
      turn: { id: turnPeople.id, name: turnPeople.name },
      turnEndsAt: followUpTurns.endsAt,
    })
    .from(topics)
    .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .leftJoin(requirements, eq(requirements.id, workspaces.requirementId))
    .leftJoin(followUps, isCurrent())
    .leftJoin(followUpTurns, isRunning())
    .leftJoin(owners, eq(owners.id, followUps.ownerId))
    .leftJoin(turnPeople, eq(turnPeople.id, followUpTurns.personId))
    .where(fits(places, which))
    .orderBy(asc(waitsSince), asc(topics.id))
    .limit(limit)
    .offset((page - 1) * limit);

export type ListedQuestion = Awaited<ReturnType<typeof listQuestions>>[number];

/** How many there are of them. */
export async function countQuestions(places: Coordinated): Promise<Record<Waits, number>> {
  const count = (which: Which) => sql<number>`count(*) filter (where ${is(which)})::int`;
  const [counts] = await db
    .select({ 'without-reply': count('without-reply'), nobody: count('nobody') })
    .from(topics)
    .leftJoin(followUps, isCurrent())
    .leftJoin(followUpTurns, isRunning())
    .where(fits(places, 'without-reply'));
  return counts ?? { 'without-reply': 0, nobody: 0 };
}

const isCurrent = () => and(eq(followUps.topicId, topics.id), isNull(followUps.endedAt));

const isRunning = () =>
  and(
    eq(followUpTurns.followUpId, followUps.id),
    isNull(followUpTurns.endedAt),
    sql`${followUpTurns.endsAt} > ${clock.now().toISOString()}::timestamptz`,
  );

function fits(places: Coordinated, which: Which): SQL | undefined {
  const there = places === 'all' ? undefined : inArray(topics.workspaceId, places);
  return and(isWithoutReply, there, is(which));
}

function is(which: Which): SQL {
  if (which === 'without-reply') return sql`true`;
  if (which === 'nobody')
    return sql`(${followUps.id} is not null and ${followUps.ownerId} is null and ${followUpTurns.personId} is null)`;
  return sql`(${followUps.ownerId} = ${which.of} or ${followUps.ownerId} is null and ${followUpTurns.personId} = ${which.of})`;
}
