import { eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { isAdministrator, memberWith } from '../../platform/powers.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { logAccess } from '../roles/log.ts';
import { seal } from './sealed-secret.ts';
import { holdProvider, inLog, isThereAlready, type Settings } from './settings.ts';
import { identityProviders, providerSubjects } from './tables.ts';

/** Changes a council's own sign-in. Nothing where it would be the same as another of its council's. */
export function changeProvider(viewer: Viewer, id: number, { clientSecret, ...settings }: Settings) {
  const { id: actorId } = memberWith(viewer, isAdministrator);
  return db.transaction(async (tx) => {
    if (await isThereAlready(tx, settings, id)) return undefined;
    const before = await holdProvider(tx, id);
    const newSecret = clientSecret !== '';
    await tx
      .update(identityProviders)
      .set({ ...settings, ...(newSecret && { sealedSecret: seal(clientSecret) }) })
      .where(eq(identityProviders.id, id));
    // Its names for people hold at one issuer, and at some for one client alone: by others nobody would be known again.
    const isAnother = settings.issuer !== before.issuer || settings.clientId !== before.clientId;
    if (isAnother) await tx.delete(providerSubjects).where(eq(providerSubjects.providerId, id));
    const { councilId, name: about } = settings;
    const detail = { ...inLog(settings), newSecret, before: inLog(before) };
    await logAccess(tx, 'provider-changed', { actorId, councilId, about, detail });
    return { id };
  });
}
