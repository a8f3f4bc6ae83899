import { and, eq, isNull, ne } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import { mailLater } from '../../platform/mail.ts';
import type { Council } from '../councils/queries.ts';
import { forgetSubjectsOf } from '../identity-providers/forget-subjects-of.ts';
import { changeAddress } from '../people/change-address.ts';
import { proveAddress } from '../people/prove-address.ts';
import { people } from '../people/tables.ts';
import { endLeadElsewhere } from '../roles/end-lead-elsewhere.ts';
import { logAccess } from '../roles/log.ts';
import { type Change, moveOf } from './email-change.ts';
import { addressChanged } from './email-change-mails.ts';
import { endSessions } from './end-sessions.ts';
import { emailChanges, signInLinks } from './tables.ts';

/** True while the new address can be had: it is of the council, as councils are now, and nobody else’s. */
export async function isStillFree(tx: Tx, change: Change, councilsNow: Council[]): Promise<boolean> {
  const { newEmail, personId, councilId } = change;
  if (councilId !== null && !councilsNow.some(({ id }) => id === councilId)) return false;
  const others = and(eq(people.email, newEmail), ne(people.id, personId));
  return (await tx.select({ id: people.id }).from(people).where(others)).length === 0;
}

/** Gives somebody their new address. Every session but the one that is used ends, and links that went to the old address are void. */
export async function carryOut(tx: Tx, change: Change, sessionHash?: string): Promise<void> {
  const { personId, newEmail, councilId, email, councilBefore, begunBy } = change;
  const now = clock.now();
  const move = moveOf(change);
  const actorId = begunBy?.id ?? personId;
  await changeAddress(tx, personId, { email: newEmail, councilId: councilId ?? councilBefore?.id ?? null });
  await proveAddress(tx, personId);
  await tx.update(emailChanges).set({ doneAt: now }).where(eq(emailChanges.id, change.id));
  await tx
    .update(signInLinks)
    .set({ usedAt: now })
    .where(and(eq(signInLinks.email, email), isNull(signInLinks.usedAt)));
  await endSessions(tx, personId, { except: sessionHash });
  await logAccess(tx, 'email-changed', {
    actorId,
    personId,
    councilId: councilBefore?.id,
    ...(begunBy && { about: 'a lost address', reason: change.reason }),
  });
  const letter = addressChanged({ from: email, to: newEmail, move: move?.to ?? null });
  for (const to of [email, newEmail]) await mailLater(tx, { to, ...letter });
  if (!move) return;
  await endLeadElsewhere(tx, personId, move.to.id);
  await forgetSubjectsOf(tx, personId);
  await logAccess(tx, 'moved-council', {
    actorId,
    personId,
    councilId: move.from.id,
    about: `from ${move.from.name} to ${move.to.name}`,
  });
  await record(tx, 'access-changed', { personId });
}
