import { sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { names } from '../mentions/queries.ts';
import { fieldsWithoutNameOf } from '../mentions/read-mentions.ts';
import { suggestions } from './tables.ts';

/** Takes the name of a person who is mentioned out of what was suggested. */
export async function withdrawMentionsInSuggestions(tx: Tx, personId: number): Promise<void> {
  const { id, content } = suggestions;
  const found = await tx
    .select({ id, content })
    .from(suggestions)
    .where(names(content, personId))
    .for('update');
  if (found.length === 0) return;
  const rows = found.map((row) => ({ ...row, content: fieldsWithoutNameOf(personId, row.content) }));
  await tx.execute(sql`
    update suggestions set content = row.content
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id int, content jsonb)
    where suggestions.id = row.id`);
}
