import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import type { Topic } from '../topics/queries.ts';
import { recordCount } from './say-we-have-this-too.ts';
import { sameProblems } from './tables.ts';

type Held = Pick<Topic, 'id' | 'workspace' | 'authorCouncilId'>;

/**
 * What councils said of one question is true of another that is the same: they have that too, and so has the council that
 * asked. What they said there already stays. Both topics are held.
 */
export async function carrySameProblems(
  tx: Tx,
  from: Pick<Topic, 'id'>,
  to: Held,
  actor: { id: number },
): Promise<void> {
  await carry(tx, sql`topics.id = ${from.id}`, to);
  await recordCount(tx, to, actor);
}

/** The opposite, to the row. What is as true of another question that is the same is carried from there. */
export async function takeCarriedBack(
  tx: Tx,
  from: Pick<Topic, 'id'>,
  to: Held,
  actor: { id: number },
): Promise<void> {
  const gone = await tx
    .delete(sameProblems)
    .where(and(eq(sameProblems.topicId, to.id), eq(sameProblems.carriedFrom, from.id)))
    .returning({ councilId: sameProblems.councilId });
  const councilIds = sql.param(gone.map(({ councilId }) => councilId));
  const others = sql`topics.same_as = ${to.id} and topics.id <> ${from.id}`;
  await carry(tx, others, to, sql`council_id = any(${councilIds}::int[])`);
  await recordCount(tx, to, actor);
}

/** Carries what was said of these topics, and that they were asked, by these councils; who said it first is named. */
async function carry(tx: Tx, from: SQL, to: Held, councils = sql`true`): Promise<void> {
  await tx.execute(sql`
    insert into same_problems (topic_id, council_id, person_id, line, said_at, carried_from)
    select ${to.id}::int, council_id, person_id, line, said_at, topic_id from (
      select topic_id, council_id, person_id, line, said_at from same_problems join topics on topics.id = topic_id where ${from}
      union all select id, author_council_id, author_id, '', created_at from topics where ${from} and author_council_id is not null
    ) as said
    where council_id is distinct from ${to.authorCouncilId}::int and ${councils}
    order by said_at, topic_id
    on conflict do nothing`);
}
