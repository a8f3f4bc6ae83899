import { sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';

/** Whoever wrote the replies of a topic that were in another follows it as much as they follow that one. */
export async function followWhereMoved(tx: Tx, from: number, to: number): Promise<void> {
  await tx.execute(sql`
    insert into follows (person_id, place, topic_id, level, because, followed_at)
    select person_id, place, ${to}::int, level, because, followed_at
    from follows where topic_id = ${from}::int
      and person_id in (select author_id from replies where topic_id = ${to}::int)
    on conflict do nothing`);
}
