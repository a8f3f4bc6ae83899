import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { people } from '../people/tables.ts';
import { findChangeByLink } from './email-change.ts';
import { emailChanges } from './tables.ts';

/** Cancels what a person has under way; nothing where nothing is. */
export const cancelEmailChange = ({ id }: SignedIn) => cancel(id);

/** The same for whoever was asked by a link and says no. */
export async function refuseEmailChange(token: string): Promise<void> {
  const change = await findChangeByLink(token);
  if (change) await cancel(change.personId, change.id);
}

const cancel = (personId: number, id?: number) =>
  db.transaction(async (tx) => {
    // Held, as by whoever says yes, so that what is cancelled is not done in the same moment.
    await tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('update');
    await cancelEmailChangeOf(tx, personId, id);
  });

/** The same for somebody who is held: whoever is shut out has no other address and no other council by it. */
export async function cancelEmailChangeOf(tx: Tx, personId: number, id?: number): Promise<void> {
  await tx
    .update(emailChanges)
    .set({ cancelledAt: clock.now() })
    .where(
      and(
        eq(emailChanges.personId, personId),
        id === undefined ? undefined : eq(emailChanges.id, id),
        isNull(emailChanges.doneAt),
        isNull(emailChanges.cancelledAt),
      ),
    );
}
