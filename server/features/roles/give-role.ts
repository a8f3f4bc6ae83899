import { notAllowed, notFound } from '../../platform/errors.ts';
import { memberOf, type Viewer } from '../../platform/viewer.ts';
import { actorWho } from './acting.ts';
import { addGrant, describe } from './grants.ts';
import { roleGiven } from './mails.ts';
import { withNotices } from './notices.ts';
import { canGive, type Holder, type Role, whyNotGive } from './policy.ts';
import { findStanding, holdPeople } from './queries.ts';

/** Gives somebody roles that are the giver's to give; nothing but those that they did not hold. Returns these in words. */
export function giveRole(viewer: Viewer, personId: number, roles: Role[], reason: string): Promise<string[]> {
  const { id, name } = memberOf(viewer);
  return withNotices(async (tx, tell) => {
    await holdPeople(tx, [id, personId]);
    const person = await findStanding(personId, tx);
    if (!person) throw notFound();
    const mayGive = (holder: Holder) => roles.every((role) => canGive(holder, role));
    const giver = await actorWho(mayGive, viewer, tx, notYours);
    const whyNot = roles.map((role) => whyNotGive(giver, person, role)).find(Boolean);
    if (whyNot) throw notAllowed(whyNot);

    const given: string[] = [];
    for (const role of roles) {
      const grant = await addGrant(tx, person, role, { act: 'role-given', actorId: id, reason });
      if (grant) given.push(describe(grant));
    }
    if (given.length === 0) return [];
    const letter = roleGiven(
      { by: name, reason },
      given,
      roles.map(({ role }) => role),
    );
    await tell(personId, letter);
    return given;
  });
}

export const notYours = () => notAllowed('You cannot give this role. An administrator can.');
