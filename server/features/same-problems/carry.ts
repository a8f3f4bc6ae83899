import { and, eq, sql } from 'drizzle-orm';
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
  from: Held & { authorId: number; createdAt: Date },
  to: Held,
  actor: { id: number },
) {
  const asker = from.authorCouncilId ?? 0;
  await tx.execute(sql`
    insert into same_problems (topic_id, council_id, person_id, line, said_at, carried_from)
    select ${to.id}::int, council_id, person_id, line, said_at, ${from.id}::int from (
      select council_id, person_id, line, said_at from same_problems where topic_id = ${from.id}
      union all select ${asker}::int, ${from.authorId}::int, '', ${from.createdAt.toISOString()}::timestamptz where ${asker}::int > 0
    ) as said
    where council_id is distinct from ${to.authorCouncilId}::int
    on conflict do nothing`);
  await recordCount(tx, to, actor);
}

/** The opposite, to the row. */
export async function takeCarriedBack(tx: Tx, from: Pick<Topic, 'id'>, to: Held, actor: { id: number }) {
  await tx
    .delete(sameProblems)
    .where(and(eq(sameProblems.topicId, to.id), eq(sameProblems.carriedFrom, from.id)));
  await recordCount(tx, to, actor);
}
