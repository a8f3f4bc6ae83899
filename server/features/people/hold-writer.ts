import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import { isHere } from './here.ts';
import { people } from './tables.ts';

/**
 * Holds whoever writes, before anything else, so that they do not leave at that moment: their name, once it is taken
 * off, must not come back by what they had just sent. Many may hold the same person so at once.
 */
export async function holdWriter(tx: Tx, { id }: { id: number }): Promise<void> {
  const held = tx.select({ id: people.id }).from(people);
  const [writer] = await held.where(and(eq(people.id, id), isHere())).for('share');
  if (!writer) throw notAllowed('The person this is by is no longer signed in, so nothing was changed.');
}
