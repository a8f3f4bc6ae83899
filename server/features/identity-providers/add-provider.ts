import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { isAdministrator, memberWith } from '../../platform/powers.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { logAccess } from '../roles/log.ts';
import { seal } from './sealed-secret.ts';
import { inLog, isThereAlready, type Settings } from './settings.ts';
import { identityProviders } from './tables.ts';

/** Lets people of a council sign in with what their council gave them. Nothing where it has the very same already. */
export function addProvider(viewer: Viewer, { clientSecret, ...settings }: Settings) {
  const { id: actorId } = memberWith(viewer, isAdministrator);
  return db.transaction(async (tx) => {
    if (await isThereAlready(tx, settings)) return undefined;
    const sealedSecret = seal(clientSecret);
    const [added] = await tx
      .insert(identityProviders)
      .values({ ...settings, sealedSecret, createdAt: clock.now(), createdBy: actorId })
      .returning({ id: identityProviders.id });
    const { councilId, name: about } = settings;
    await logAccess(tx, 'provider-added', { actorId, councilId, about, detail: inLog(settings) });
    return added;
  });
}
