import { type SQL, sql } from 'drizzle-orm';
import { clock } from './clock.ts';
import type { Executor, Tx } from './database.ts';
import { reactionsTo } from './reactions.ts';

/** What can happen, and the ids that say to what; each feature adds its own by declaration merging. */
export interface DomainEvents {
  /** A session ended: its live connections end with it. */
  'session-ended': { sessionHash: string };
  /** What a person may see has changed: their live connections must ask again. */
  'access-changed': { personId: number };
}

export type EventName = keyof DomainEvents;

/** An event as it is heard: its ids, and for a change of a topic's page its topic and sequence number. */
export type DomainEvent<N extends EventName = EventName> = {
  [K in N]: { name: K; actorId: number | null; topicId: number | null; seq: number | null } & DomainEvents[K];
}[N];

export const eventsChannel = 'events';

/**
 * Writes down what happened, tells every node and has done what follows from it, when and only if this transaction is
 * committed.
 */
export async function record<N extends EventName>(
  tx: Tx,
  name: N,
  {
    actorId = null,
    topicId = null,
    seq = null,
    ...ids
  }: DomainEvents[N] & {
    actorId?: number | null;
    topicId?: number | null;
    seq?: number | null;
  },
): Promise<void> {
  const notice = JSON.stringify({ ...ids, name, actorId, topicId, seq });
  const at = clock.now().toISOString();
  await tx.execute(sql`
    with happened as (
      insert into events (name, at, actor_id, topic_id, seq, ids)
      values (${name}, ${at}, ${actorId}, ${topicId}, ${seq}, ${JSON.stringify(ids)})
    )
    select pg_notify(${eventsChannel}, ${notice})${andReact(name, sql`${notice}`, at)}`);
}

/** The jobs that an event is for, besides: what follows from it. */
function andReact(name: EventName, event: SQL, at: string): SQL {
  const tasks = reactionsTo(name);
  if (tasks.length === 0) return sql``;
  return sql`, (select count(*) from unnest(${sql.param(tasks)}::text[]) as task,
    graphile_worker.add_job(task, (${event}::jsonb || jsonb_build_object('at', ${at}::text))::json))`;
}

/** The same for many at once, in one question. */
export async function recordAll<N extends EventName>(
  tx: Tx,
  name: N,
  happenings: (DomainEvents[N] & { topicId: number; seq: number })[],
): Promise<void> {
  const rows = happenings.map(({ topicId, seq, ...ids }) => ({
    topicId,
    seq,
    ids,
    notice: JSON.stringify({ ...ids, name, actorId: null, topicId, seq }),
  }));
  const at = clock.now().toISOString();
  await tx.execute(sql`
    with happened as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row("topicId" int, seq int, ids jsonb, notice text)
    ), written as (
      insert into events (name, at, topic_id, seq, ids)
      select ${name}::text, ${at}::timestamptz, "topicId", seq, ids from happened
    )
    select pg_notify(${eventsChannel}, notice)${andReact(name, sql`notice`, at)} from happened`);
}

/** Tells every node and writes nothing down: for what nobody should be able to look up afterwards. */
export async function tell<N extends EventName>(
  executor: Executor,
  name: N,
  ids: DomainEvents[N],
): Promise<void> {
  const notice = JSON.stringify({ ...ids, name, actorId: null, topicId: null, seq: null });
  await executor.execute(sql`select pg_notify(${eventsChannel}, ${notice})`);
}
