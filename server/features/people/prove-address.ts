import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import { logAccess } from '../roles/log.ts';
import { addressProofs, people } from './tables.ts';

/**
 * Notes that a person has just shown that they hold their address: by a link that was sent to it, or because their
 * council's own sign-in says so. Whoever was dormant is awake from then on.
 */
export async function proveAddress(tx: Tx, personId: number): Promise<void> {
  const here = and(eq(people.id, personId), isNull(people.leftAt));
  const [person] = await tx.select().from(people).where(here).for('no key update');
  if (!person) return;
  await tx
    .update(people)
    .set({ addressProvedAt: clock.now(), proofAskedAt: null, proofRemindedAt: null, dormantAt: null })
    .where(eq(people.id, personId));
  await tx.delete(addressProofs).where(eq(addressProofs.personId, personId));
  if (!person.dormantAt) return;
  await logAccess(tx, 'woke', { actorId: personId, personId, councilId: person.councilId });
  await record(tx, 'access-changed', { personId });
}
