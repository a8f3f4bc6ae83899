import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { topics } from '../topics/tables.ts';
import { hasWaitedLong } from './deadlines.ts';
import { offerNext } from './offer-next.ts';
import { findWaiting, holdFollowUp, type Waiting } from './queries.ts';
import { followUps, followUpTurns } from './tables.ts';
import { isOverForYou } from './told.ts';
import { isWithoutReply, waitsSince } from './waiting.ts';

/** Every hour: ends what has a reply, begins with what has waited long, and has the next asked where it is nobody's. */
export async function goRound(): Promise<void> {
  await endAnswered();
  await beginWithWaiting();
  for (const topicId of await listUnowned()) await db.transaction((tx) => lookAt(tx, topicId));
}

const endAnswered = () =>
  db
    .update(followUps)
    .set({ endedAt: clock.now() })
    .where(
      and(
        isNull(followUps.endedAt),
        sql`not exists (select 1 from topics where topics.id = follow_ups.topic_id and ${isWithoutReply})`,
      ),
    );

/** Of what was imported those who asked are not here. */
async function beginWithWaiting(): Promise<void> {
  const rows = await db
    .select({ id: topics.id, since: waitsSince })
    .from(topics)
    .where(
      and(
        isWithoutReply,
        isNull(topics.source),
        sql`not exists (select 1 from follow_ups where topic_id = topics.id and ended_at is null)`,
      ),
    )
    .orderBy(topics.createdAt, topics.id);
  const due = rows.filter(({ since }) => hasWaitedLong(since));
  if (due.length === 0) return;
  await db
    .insert(followUps)
    .values(due.map(({ id }) => ({ topicId: id, begunAt: clock.now() })))
    .onConflictDoNothing();
}

async function listUnowned(): Promise<number[]> {
  const now = clock.now().toISOString();
  const rows = await db
    .select({ topicId: followUps.topicId })
    .from(followUps)
    .where(
      and(
        isNull(followUps.endedAt),
        sql`(owned_until <= ${now}::timestamptz
          or owner_id is not null and not exists (select 1 from ${people} where ${people.id} = owner_id and ${isHere()})
          or owner_id is null and not exists (select 1 from follow_up_turns
            where follow_up_id = follow_ups.id and ended_at is null and ends_at > ${now}::timestamptz))`,
      ),
    )
    .orderBy(followUps.id);
  return rows.map(({ topicId }) => topicId);
}

async function lookAt(tx: Tx, topicId: number): Promise<void> {
  const followUp = await holdFollowUp(tx, topicId);
  const question = await findWaiting(tx, topicId);
  if (!followUp || !question) return;
  const now = clock.now();
  await tx
    .update(followUpTurns)
    .set({ endedAt: now })
    .where(
      and(
        eq(followUpTurns.followUpId, followUp.id),
        isNull(followUpTurns.endedAt),
        lte(followUpTurns.endsAt, now),
      ),
    );
  const { ownerId, ownedUntil, ownerIsHere, turnOf } = followUp;
  const isOver = !ownerIsHere || (ownedUntil && ownedUntil <= now);
  if (ownerId && isOver) await endOwnership(tx, followUp.id, ownerId, question);
  else if (ownerId || turnOf) return;
  await offerNext(tx, followUp.id, question);
}

async function endOwnership(tx: Tx, id: number, ownerId: number, question: Waiting): Promise<void> {
  await tx
    .update(followUps)
    .set({ ownerId: null, ownedUntil: null, assignedBy: null })
    .where(eq(followUps.id, id));
  const once = `over:${id}:${clock.now().toISOString()}`;
  await tellPerson(tx, ownerId, isOverForYou(question), {
    kind: 'asked',
    topic: question,
    once,
    isOfOthers: true,
  });
}
