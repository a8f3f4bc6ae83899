import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { follows } from './tables.ts';

interface Held {
  id: number;
}

/**
 * Whoever follows one topic follows another that is the same, as much, unless they have said how much they hear of that
 * one. Who follows several that are the same hears as much as of the first that they followed. Both topics are held.
 */
export const carryFollowers = (tx: Tx, from: Held, to: Held): Promise<void> =>
  carry(tx, sql`topics.id = ${from.id}`, to);

/**
 * The opposite, to the row: what somebody has chosen since stays. Who follows another that is the same follows this one
 * because of that.
 */
export async function takeFollowersBack(tx: Tx, from: Held, to: Held): Promise<void> {
  const gone = await tx
    .delete(follows)
    .where(and(eq(follows.topicId, to.id), eq(follows.carriedFrom, from.id)))
    .returning({ personId: follows.personId });
  const personIds = sql.param(gone.map(({ personId }) => personId));
  const others = sql`topics.same_as = ${to.id} and topics.id <> ${from.id}`;
  await carry(tx, sql`${others} and person_id = any(${personIds}::int[])`, to);
}

/** Which of several counts must not depend on the order in which they were linked: so each can be undone by itself. */
async function carry(tx: Tx, from: SQL, to: Held): Promise<void> {
  await tx.execute(sql`
    insert into follows (person_id, place, topic_id, level, because, followed_at, carried_from)
    select distinct on (person_id) person_id, place, ${to.id}::int, level, because, followed_at, topic_id
    from follows join topics on topics.id = topic_id where ${from}
    order by person_id, followed_at, topic_id
    on conflict (person_id, place, workspace_id, topic_id) do update
    set level = excluded.level, because = excluded.because, followed_at = excluded.followed_at,
      carried_from = excluded.carried_from
    where follows.carried_from is not null
      and (excluded.followed_at, excluded.carried_from) < (follows.followed_at, follows.carried_from)`);
}
