import { sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { names } from '../mentions/queries.ts';
import { fieldsWithoutNameOf } from '../mentions/read-mentions.ts';
import { waitingPosts } from './tables.ts';

/** Takes the name of a person who is mentioned out of what waits for a coordinator. */
export async function withdrawMentionsInWaitingPosts(tx: Tx, personId: number): Promise<void> {
  const { id, fields } = waitingPosts;
  const found = await tx
    .select({ id, fields })
    .from(waitingPosts)
    .where(names(fields, personId))
    .for('update');
  if (found.length === 0) return;
  const rows = found.map((row) => ({ ...row, fields: fieldsWithoutNameOf(personId, row.fields) }));
  await tx.execute(sql`
    update waiting_posts set fields = row.fields
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id int, fields jsonb)
    where waiting_posts.id = row.id`);
}
