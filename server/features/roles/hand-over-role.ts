import { notAllowed, notFound } from '../../platform/errors.ts';
import { memberOf, type Viewer } from '../../platform/viewer.ts';
import { actorWho } from './acting.ts';
import { addGrant, describe, endGrant } from './grants.ts';
import { roleHandedOver, roleOfOtherHandedOver } from './mails.ts';
import { withNotices } from './notices.ts';
import { canPassOn, whyNotGive } from './policy.ts';
import { findGrant, findStanding, holdPeople } from './queries.ts';

/** Lets somebody else hold what the viewer holds, from now on in their place. Deputies end: the next may name others. */
export function handOverRole(
  viewer: Viewer,
  grantId: number,
  { personId, reason }: { personId: number; reason: string },
) {
  const { id, name } = memberOf(viewer);
  return withNotices(async (tx, tell) => {
    await holdPeople(tx, [id, personId]);
    const [grant, person] = [await findGrant(grantId, tx), await findStanding(personId, tx)];
    if (!grant || !person) throw notFound();
    const holder = await actorWho((holder) => canPassOn(holder, grant), viewer, tx);
    const whyNot = whyNotGive(holder, person, grant);
    if (whyNot) throw notAllowed(whyNot);

    const given = await addGrant(tx, person, grant, { act: 'role-handed-over', actorId: id, reason });
    if (!given)
      throw notAllowed(`${person.name} is ${describe(grant)} already. You can give up the role instead.`);
    await endGrant(tx, tell, grantId, { actorId: id, reason });
    const act = { by: name, reason, role: describe(given) };
    await tell(personId, roleHandedOver(act, grant.role));
    await tell(grant.giver?.id, roleOfOtherHandedOver(act, person.name), { isOfOthers: true });
    return given;
  });
}
