import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { notices } from './tables.ts';

/** Marks of quotation stand otherwise in JSON. */
const asInJson = sql`substr(to_jsonb(name)::text, 2, length(to_jsonb(name)::text) - 2)`;

/**
 * Forgets what somebody was told who takes their name off, and all that others were told in words that name them: what is
 * left says who did it as it is known then. Looks at every row, which is right for what is done once.
 */
export async function forgetNoticesOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(notices).where(eq(notices.personId, personId));
  await tx
    .update(notices)
    .set({ words: null })
    .where(
      sql`${notices.actorId} = ${personId}
        or strpos(${notices.words}::text, (select ${asInJson} from people where id = ${personId})) > 0`,
    );
}
