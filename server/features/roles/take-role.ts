import { notFound } from '../../platform/errors.ts';
import { memberOf, type Viewer } from '../../platform/viewer.ts';
import { actorWho } from './acting.ts';
import { describe, endGrant, keepAnAdministrator } from './grants.ts';
import { roleOfOtherTaken, roleTaken } from './mails.ts';
import { withNotices } from './notices.ts';
import { canTakeFromOthers } from './policy.ts';
import { findGrant, holdPeople } from './queries.ts';

/** Ends a role: somebody's own, one that is the viewer's to give, or one that stands in for the viewer's. */
export function takeRole(viewer: Viewer, grantId: number, reason: string) {
  const { id, name } = memberOf(viewer);
  return withNotices(async (tx, tell) => {
    const personId = (await findGrant(grantId, tx))?.personId ?? 0;
    await holdPeople(tx, [id, personId]);
    const grant = await findGrant(grantId, tx);
    if (!grant) throw notFound();
    const isOwn = personId === id;
    if (!isOwn) await actorWho((holder) => canTakeFromOthers(holder, grant), viewer, tx);
    if (grant.role === 'administrator') await keepAnAdministrator(tx, personId);

    await endGrant(tx, tell, grantId, { actorId: id, reason });
    const act = { by: name, reason, role: describe(grant) };
    const counterpart = grant.principal?.id ?? grant.giver?.id;
    if (!isOwn) await tell(personId, roleTaken(act));
    if (counterpart !== id)
      await tell(counterpart, roleOfOtherTaken(act, grant.holder.name, { isOwn }), { isOfOthers: true });
    return grant;
  });
}
