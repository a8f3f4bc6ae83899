import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { isAdministrator, memberWith } from '../../platform/powers.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { logAccess } from '../roles/log.ts';
import { holdProvider } from './settings.ts';
import { identityProviders } from './tables.ts';

/** Lets nobody sign in through it any more. Whoever is signed in stays so, and can have links sent. */
export function endProvider(viewer: Viewer, id: number, reason: string) {
  const { id: actorId } = memberWith(viewer, isAdministrator);
  return db.transaction(async (tx) => {
    const { name: about, councilId } = await holdProvider(tx, id);
    await tx.update(identityProviders).set({ endedAt: clock.now() }).where(eq(identityProviders.id, id));
    await logAccess(tx, 'provider-ended', { actorId, councilId, about, reason });
  });
}
