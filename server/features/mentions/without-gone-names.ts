import { and, inArray, isNotNull } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { people } from '../people/tables.ts';
import { readNames, withoutNameOf } from './read-mentions.ts';

/** A text without the names of people who have taken theirs off: whoever began to write it before has them still. */
export async function withoutGoneNames(tx: Tx, text: string): Promise<string> {
  const ids = readNames([text]);
  if (ids.length === 0) return text;
  const gone = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.id, ids), isNotNull(people.nameWithdrawnAt)));
  return gone.reduce((left, { id }) => withoutNameOf(id, left), text);
}
