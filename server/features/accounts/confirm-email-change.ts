import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { listCouncilsOfAddress } from '../councils/queries.ts';
import { people } from '../people/tables.ts';
import { carryOut, isStillFree } from './carry-out-email-change.ts';
import { findChangeByLink, isDue, stateOf } from './email-change.ts';
import { emailChanges } from './tables.ts';

/**
 * One of the two addresses says yes. When both have, the address changes, every session but the one that is used ends,
 * and links that went to the old address are void. Says whose address changed, once it has. What was begun for somebody
 * who lost their address is not done here: it waits for its time.
 */
export const confirmEmailChange = (token: string, sessionHash?: string): Promise<number | undefined> =>
  answerYes(token, sessionHash).catch((error) => {
    // Somebody else has got the address since it was found free: asked again, it is taken.
    if (error?.cause?.code !== uniqueViolation) throw error;
    return answerYes(token, sessionHash);
  });

const uniqueViolation = '23505';

async function answerYes(token: string, sessionHash?: string): Promise<number | undefined> {
  const asked = await findChangeByLink(token);
  if (!asked) return undefined;
  const councilsNow = asked.councilId === null ? [] : await listCouncilsOfAddress(asked.newEmail);
  const changed = await db.transaction(async (tx) => {
    const change = await holdChange(tx, asked.personId, token);
    if (!change || stateOf(change) !== 'open') return undefined;
    // Whoever reads the mail of a lost address can stop its change, and not hurry it.
    if (change.waitsUntil && change.side === 'old') return undefined;
    const said = { [`${change.side}ConfirmedAt`]: clock.now() };
    await tx.update(emailChanges).set(said).where(eq(emailChanges.id, change.id));
    if (change.waitsUntil || !isDue({ ...change, ...said })) return undefined;
    if (!(await isStillFree(tx, change, councilsNow))) {
      await tx.update(emailChanges).set({ cancelledAt: clock.now() }).where(eq(emailChanges.id, change.id));
      return 'too late' as const;
    }
    await carryOut(tx, change, sessionHash);
    return change;
  });
  if (changed === 'too late') throw tooLate();
  if (!changed) return undefined;
  return changed.personId;
}

/** Held so that two answers at once are one after the other. */
async function holdChange(tx: Tx, personId: number, token: string) {
  await tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('update');
  return findChangeByLink(token, tx);
}

const tooLate = () =>
  new Refusal(
    409,
    'Your email address has not changed',
    'The new address cannot be used any more: it has an account by now, or is no longer one of your new council’s.',
  ).leadingTo({ href: '/account/email', text: 'Choose another address' });
