import { sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { names } from '../mentions/queries.ts';
import { fieldsWithoutNameOf } from '../mentions/read-mentions.ts';
import { drafts } from './tables.ts';

/** Takes the name of a person who is mentioned out of what is typed and not posted. */
export async function withdrawMentionsInDrafts(tx: Tx, personId: number): Promise<void> {
  const { id, fields } = drafts;
  const found = await tx.select({ id, fields }).from(drafts).where(names(fields, personId)).for('update');
  if (found.length === 0) return;
  const rows = found.map((row) => ({ ...row, fields: fieldsWithoutNameOf(personId, row.fields) }));
  await tx.execute(sql`
    update drafts set fields = row.fields
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id int, fields jsonb)
    where drafts.id = row.id`);
}
