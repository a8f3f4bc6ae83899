import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { clock } from '../../platform/clock.ts';
import { db, type Executor, type Tx } from '../../platform/database.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { topics } from '../topics/tables.ts';
import { followUps, followUpTurns } from './tables.ts';
import { isWithoutReply, waitsSince } from './waiting.ts';

const owners = alias(people, 'owners');
const turnPeople = alias(people, 'turn_people');

/** The turn that has not ended. */
const isRunning = () =>
  and(
    eq(followUpTurns.followUpId, followUps.id),
    isNull(followUpTurns.endedAt),
    sql`${followUpTurns.endsAt} > ${clock.now().toISOString()}::timestamptz`,
  );

const columns = () => ({
  id: followUps.id,
  topicId: followUps.topicId,
  begunAt: followUps.begunAt,
  ownerId: followUps.ownerId,
  ownedUntil: followUps.ownedUntil,
  assignedBy: followUps.assignedBy,
  forAllSince: followUps.forAllSince,
  turnOf: followUpTurns.personId,
  turnEndsAt: followUpTurns.endsAt,
  /** False also where nobody sees to it. */
  ownerIsHere: sql<boolean>`exists (select 1 from people where people.id = follow_ups.owner_id and ${isHere()})`,
  owner: { id: owners.id, name: owners.name },
  turn: { id: turnPeople.id, name: turnPeople.name },
});

const select = (executor: Executor) =>
  executor
    .select(columns())
    .from(followUps)
    .leftJoin(followUpTurns, isRunning())
    .leftJoin(owners, eq(owners.id, followUps.ownerId))
    .leftJoin(turnPeople, eq(turnPeople.id, followUpTurns.personId));

export type FollowUp = Awaited<ReturnType<typeof select>>[number];

const isCurrent = (topicId: number) => and(eq(followUps.topicId, topicId), isNull(followUps.endedAt));

/** Who sees to a question, or is asked to; nothing where it is not seen to. */
export async function findFollowUp(topicId: number): Promise<FollowUp | undefined> {
  const [found] = await select(db).where(isCurrent(topicId));
  return found;
}

/** The same, its row locked until the transaction ends. */
export async function holdFollowUp(tx: Tx, topicId: number): Promise<FollowUp | undefined> {
  // Held first: what was joined before the lock was got could be what it was then.
  await tx.select({ id: followUps.id }).from(followUps).where(isCurrent(topicId)).for('update');
  const [found] = await select(tx).where(isCurrent(topicId));
  return found;
}

/** The question as it waits; nothing where it has a reply, or is not open. */
export async function findWaiting(executor: Executor, topicId: number) {
  const [found] = await executor
    .select({
      id: topics.id,
      title: topics.title,
      authorId: topics.authorId,
      workspaceId: topics.workspaceId,
      visibility: topics.visibility,
      workspace: { id: topics.workspaceId },
      since: waitsSince,
    })
    .from(topics)
    .where(and(eq(topics.id, topicId), isWithoutReply));
  return found;
}

export type Waiting = NonNullable<Awaited<ReturnType<typeof findWaiting>>>;

/** Who has been asked about a question so far, in that order. */
export const listTurns = (followUpId: number) =>
  db
    .select({
      id: people.id,
      name: people.name,
      offeredAt: followUpTurns.offeredAt,
    })
    .from(followUpTurns)
    .innerJoin(people, eq(people.id, followUpTurns.personId))
    .where(eq(followUpTurns.followUpId, followUpId))
    .orderBy(asc(followUpTurns.offeredAt), asc(people.id));
