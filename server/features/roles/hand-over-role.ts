import { notAllowed, notFound } from '../../platform/errors.ts';
import { memberOf, type Viewer } from '../../platform/viewer.ts';
import { actorWho } from './acting.ts';
import { addGrant, describe, endGrant } from './grants.ts';
import { rolesAddress, withNotices } from './notices.ts';
import { canPassOn, whyNotGive } from './policy.ts';
import { findGrant, findStanding, holdPeople } from './queries.ts';
import { mayDo } from './words.ts';

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
    await tell(personId, `You are now ${describe(given)}`, [
      `${name} has handed over to you: you are now ${describe(given)}.`,
      `Reason: ${reason}`,
      mayDo[grant.role],
      'Roles are used with a passkey. If you have none yet, you are asked to add one.',
      rolesAddress(),
    ]);
    await tell(
      grant.giver?.id,
      `${person.name} is now ${describe(given)}`,
      [
        `${name} has handed over to ${person.name}, who is now ${describe(given)}.`,
        `Reason: ${reason}`,
        'You are told because the role was yours to give.',
      ],
      { isOfOthers: true },
    );
    return given;
  });
}
