import { notAllowed, notFound } from '../../platform/errors.ts';
import { memberOf, type Viewer } from '../../platform/viewer.ts';
import { actorWho } from './acting.ts';
import { addGrant, changeLastDay, describe } from './grants.ts';
import { deputyNamed } from './mails.ts';
import { withNotices } from './notices.ts';
import { canPassOn, whyNotGive } from './policy.ts';
import { findGrant, findStanding, holdPeople, listDeputiesOf } from './queries.ts';

interface Deputy {
  personId: number;
  /** The moment from which they no longer stand in. */
  endsAt: Date;
  reason: string;
}

/**
 * Lets somebody stand in for what the viewer holds, until a date or until the viewer holds it no more. Named again, they do so
 * until the new date.
 */
export function nameDeputy(viewer: Viewer, grantId: number, { personId, endsAt, reason }: Deputy) {
  const { id, name } = memberOf(viewer);
  return withNotices(async (tx, tell) => {
    await holdPeople(tx, [id, personId]);
    const [grant, person] = [await findGrant(grantId, tx), await findStanding(personId, tx)];
    if (!grant || !person) throw notFound();
    const holder = await actorWho((holder) => canPassOn(holder, grant), viewer, tx);
    const whyNot = whyNotGive(holder, person, grant);
    if (whyNot) throw notAllowed(whyNot);

    const giving = { act: 'deputy-named', actorId: id, reason, deputyOf: grantId, endsAt } as const;
    const before = (await listDeputiesOf(id, tx)).find(
      (deputy) => deputy.deputyOf === grantId && deputy.personId === personId,
    );
    if (before?.endsAt?.getTime() === endsAt.getTime()) return before;
    const named = before
      ? await changeLastDay(tx, person, before.id, giving)
      : await addGrant(tx, person, grant, giving);
    if (!named) throw notAllowed(`${person.name} can do this already, so needs no deputy’s role.`);
    await tell(personId, deputyNamed({ by: name, reason, role: describe(named) }, grant.role, endsAt));
    return named;
  });
}
