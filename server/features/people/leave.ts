import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { isUnproven } from './ask-for-proof.ts';
import { formerMember } from './name-withdrawal.ts';
import { addressProofs, councilMoves, helpOffers, helpTags, people } from './tables.ts';

/** Somebody, held until the transaction ends. Others may still write what refers to them. */
export async function holdPerson(tx: Tx, id: number) {
  const [person] = await tx.select().from(people).where(eq(people.id, id)).for('no key update');
  return person;
}

/**
 * Makes somebody dormant: nobody, where they are so already or have left. With `onlyUnproven` also nobody where they have
 * proved their address meanwhile.
 */
export async function fallDormant(tx: Tx, id: number, { onlyUnproven = false } = {}) {
  const [person] = await tx
    .update(people)
    .set({ dormantAt: clock.now() })
    .where(
      and(
        eq(people.id, id),
        isNull(people.dormantAt),
        isNull(people.leftAt),
        onlyUnproven ? isUnproven() : undefined,
      ),
    )
    .returning();
  return person;
}

/** Notes that somebody left. Nothing where they had before. */
export async function markLeft(tx: Tx, id: number): Promise<boolean> {
  const here = and(eq(people.id, id), isNull(people.leftAt));
  const left = await tx.update(people).set({ leftAt: clock.now(), dormantAt: null }).where(here).returning();
  await tx.delete(addressProofs).where(eq(addressProofs.personId, id));
  return left.length > 0;
}

/** Notes that somebody who left is back. There is nobody to let back whose name is gone. */
export async function markBack(tx: Tx, id: number): Promise<boolean> {
  const gone = and(eq(people.id, id), isNotNull(people.leftAt), isNull(people.nameWithdrawnAt));
  const back = { leftAt: null, proofAskedAt: null, proofRemindedAt: null };
  return (await tx.update(people).set(back).where(gone).returning()).length > 0;
}

/** Takes everything off somebody's row that says who they were. Their address is free to join anew as somebody new. */
export async function takeNameOff(tx: Tx, id: number): Promise<void> {
  for (const table of [helpOffers, helpTags, addressProofs, councilMoves])
    await tx.delete(table).where(eq(table.personId, id));
  await tx
    .update(people)
    .set({
      email: `left+${id}@invalid`,
      name: formerMember,
      job: '',
      workingOn: '',
      organisation: '',
      suspensionReason: '',
      showsVisitsSince: null,
      nameWithdrawnAt: clock.now(),
    })
    .where(eq(people.id, id));
}
