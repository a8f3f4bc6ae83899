import { and, eq, gt, isNotNull, isNull, lte } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import { listCouncilsOfAddress } from '../councils/queries.ts';
import { forgetSubjectsOf } from '../identity-providers/forget-subjects-of.ts';
import { removeAllPasskeysOf } from '../passkeys/remove-all-passkeys-of.ts';
import { endAllRoles } from '../roles/end-all-roles.ts';
import { logAccess } from '../roles/log.ts';
import { tellIn } from '../roles/notices.ts';
import { canLookAfter } from '../roles/policy.ts';
import { findStanding, holdPeople, listGrantsOf, listUsableGrantsOf } from '../roles/queries.ts';
import { carryOut, isStillFree } from './carry-out-email-change.ts';
import { type Change, findChange, isDue, isOpen } from './email-change.ts';
import { changeOfLostOver } from './lost-address-mails.ts';
import { canGiveAddressAt, whyNotChangeAddressOf } from './policy.ts';
import { emailChanges } from './tables.ts';

/** Gives everybody their new address who said yes to it, and whose old one had its time to object. */
export async function carryOutLostAddresses(): Promise<void> {
  const now = clock.now();
  const due = await db
    .select({ id: emailChanges.id })
    .from(emailChanges)
    .where(
      and(
        lte(emailChanges.waitsUntil, now),
        isNotNull(emailChanges.newConfirmedAt),
        isNull(emailChanges.doneAt),
        isNull(emailChanges.cancelledAt),
        gt(emailChanges.expiresAt, now),
      ),
    );
  for (const { id } of due) await carryOutLostAddress(id);
}

/** The same for one of them; nothing where it is not due. */
export async function carryOutLostAddress(id: number): Promise<void> {
  const asked = await findChange(id, db);
  if (!asked?.begunBy) return;
  const { personId, begunBy } = asked;
  const councilsNow = await listCouncilsOfAddress(asked.newEmail);
  await db.transaction(async (tx) => {
    await holdPeople(tx, [personId, begunBy.id]);
    const change = await findChange(id, tx);
    if (!change || !isOpen(change) || !isDue(change)) return;
    const whyNot = (await isStillFree(tx, change, councilsNow))
      ? await whyNotNow(tx, change, begunBy.id)
      : notFree;
    if (whyNot) return giveUp(tx, change, begunBy.id, whyNot);
    // Whoever has the old mailbox, or a device of theirs, has no way in any more; nor has the new one any power.
    await endAllRoles(tx, tellIn(tx), personId, { actorId: begunBy.id, reason: change.reason });
    await removeAllPasskeysOf(tx, personId);
    await forgetSubjectsOf(tx, personId);
    await carryOut(tx, change);
    await record(tx, 'access-changed', { personId });
    const over = changeOfLostOver(change.name, `${change.name} now signs in with their new address.`);
    await tellIn(tx)(begunBy.id, over, { isOfOthers: true });
  });
}

const notFree =
  'The new address cannot be used: it has an account by now, or is no longer one of the council’s.';

/** Whatever has changed in the days since it was begun. */
async function whyNotNow(tx: Tx, change: Change, begunBy: number): Promise<string | undefined> {
  const person = await findStanding(change.personId, tx);
  const holder = { id: begunBy, grants: await listUsableGrantsOf(begunBy, tx) };
  if (!person || person.councilId === null || change.councilId === null)
    return 'They are of no council any more.';
  const may =
    canLookAfter(holder, person.councilId) && canGiveAddressAt(holder, person.councilId, change.councilId);
  if (!may) return 'You no longer look after their council.';
  if (change.provedAt > change.createdAt)
    return 'They have read mail at their old address since you began it.';
  return whyNotChangeAddressOf(holder, person, await listGrantsOf(person.id, tx));
}

async function giveUp(
  tx: Tx,
  { id, personId, name, councilId }: Change,
  begunBy: number,
  whyNot: string,
): Promise<void> {
  await tx.update(emailChanges).set({ cancelledAt: clock.now() }).where(eq(emailChanges.id, id));
  await logAccess(tx, 'lost-address-stopped', { personId, councilId, reason: whyNot });
  const over = changeOfLostOver(name, `The address of ${name} has not changed. ${whyNot}`);
  await tellIn(tx)(begunBy, over, { isOfOthers: true });
}
