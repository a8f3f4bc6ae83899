import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { people } from '../people/tables.ts';
import { logAccess } from '../roles/log.ts';
import { tellIn } from '../roles/notices.ts';
import { findChangeByLink, findOpenChange } from './email-change.ts';
import { addressStays, changeOfLostOver } from './lost-address-mails.ts';
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
    const open = await findOpenChange(personId, tx);
    if (open && (id === undefined || open.id === id)) await stopOpenChange(tx, open, { actorId: personId });
  });

type OpenChange = NonNullable<Awaited<ReturnType<typeof findOpenChange>>>;

/** Stops a change of somebody who is held. Where a colleague began it, it is told and written in the log. */
export async function stopOpenChange(
  tx: Tx,
  open: OpenChange,
  { actorId }: { actorId: number },
): Promise<void> {
  const { id, personId, councilId, begunBy, name } = open;
  await tx.update(emailChanges).set({ cancelledAt: clock.now() }).where(eq(emailChanges.id, id));
  if (!begunBy) return;
  const about = actorId === personId ? 'by one of the addresses, or signed in' : '';
  await logAccess(tx, 'lost-address-stopped', { actorId, personId, councilId, about });
  await tellIn(tx)(personId, addressStays());
  if (begunBy.id === actorId) return;
  const over = changeOfLostOver(
    name,
    `The change of the address of ${name} that you began was stopped. Talk to them: if it was not they who stopped it, somebody else may read their mail.`,
  );
  await tellIn(tx)(begunBy.id, over, { isOfOthers: true });
}

/** Cancels all of somebody who is held: whoever is shut out has no other address and no other council by it. */
export async function cancelEmailChangeOf(tx: Tx, personId: number): Promise<void> {
  await tx
    .update(emailChanges)
    .set({ cancelledAt: clock.now() })
    .where(
      and(eq(emailChanges.personId, personId), isNull(emailChanges.doneAt), isNull(emailChanges.cancelledAt)),
    );
}
