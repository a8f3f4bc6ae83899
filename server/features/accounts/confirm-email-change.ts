import { and, eq, isNull, ne } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import { listCouncilsOfAddress } from '../councils/queries.ts';
import { forgetSubjectsOf } from '../identity-providers/forget-subjects-of.ts';
import { changeAddress } from '../people/change-address.ts';
import { proveAddress } from '../people/prove-address.ts';
import { people } from '../people/tables.ts';
import { endLeadElsewhere } from '../roles/end-lead-elsewhere.ts';
import { logAccess } from '../roles/log.ts';
import { findChangeByLink, type LinkedChange, moveOf, stateOf } from './email-change.ts';
import { sayItChanged } from './email-change-mails.ts';
import { endSessions } from './end-sessions.ts';
import { emailChanges, signInLinks } from './tables.ts';

/**
 * One of the two addresses says yes. When both have, the address changes, every session but the one that is used ends,
 * and links that went to the old address are void. Says whose address changed, once it has.
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
    await tx
      .update(emailChanges)
      .set({ [`${change.side}ConfirmedAt`]: clock.now() })
      .where(eq(emailChanges.id, change.id));
    if (!change[change.side === 'old' ? 'newConfirmedAt' : 'oldConfirmedAt']) return undefined;
    const isOfCouncil = change.councilId === null || councilsNow.some(({ id }) => id === change.councilId);
    if (!isOfCouncil || (await isTaken(tx, change))) {
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

async function isTaken(tx: Tx, { newEmail, personId }: LinkedChange): Promise<boolean> {
  const others = and(eq(people.email, newEmail), ne(people.id, personId));
  return (await tx.select({ id: people.id }).from(people).where(others)).length > 0;
}

async function carryOut(tx: Tx, change: LinkedChange, sessionHash: string | undefined): Promise<void> {
  const { personId, newEmail, councilId, email, councilBefore } = change;
  const now = clock.now();
  const move = moveOf(change);
  await changeAddress(tx, personId, { email: newEmail, councilId: councilId ?? councilBefore?.id ?? null });
  await proveAddress(tx, personId);
  await tx.update(emailChanges).set({ doneAt: now }).where(eq(emailChanges.id, change.id));
  await tx
    .update(signInLinks)
    .set({ usedAt: now })
    .where(and(eq(signInLinks.email, email), isNull(signInLinks.usedAt)));
  await endSessions(tx, personId, { except: sessionHash });
  await logAccess(tx, 'email-changed', { actorId: personId, personId, councilId: councilBefore?.id });
  await sayItChanged(tx, { from: email, to: newEmail, move: move?.to ?? null });
  if (!move) return;
  await endLeadElsewhere(tx, personId, move.to.id);
  await forgetSubjectsOf(tx, personId);
  await logAccess(tx, 'moved-council', {
    actorId: personId,
    personId,
    councilId: move.from.id,
    about: `from ${move.from.name} to ${move.to.name}`,
  });
  await record(tx, 'access-changed', { personId });
}

const tooLate = () =>
  new Refusal(
    409,
    'Your email address has not changed',
    'The new address cannot be used any more: it has an account by now, or is no longer one of your new council’s.',
  ).leadingTo({ href: '/account/email', text: 'Choose another address' });
