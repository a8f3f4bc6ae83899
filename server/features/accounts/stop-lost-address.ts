import { notFound } from '../../platform/errors.ts';
import type { Member } from '../../platform/viewer.ts';
import type { Council } from '../councils/queries.ts';
import { actorWho } from '../roles/acting.ts';
import { withNotices } from '../roles/notices.ts';
import { canLookAfter } from '../roles/policy.ts';
import { findStanding, holdPeople } from '../roles/queries.ts';
import { stopOpenChange } from './cancel-email-change.ts';
import { findOpenChange } from './email-change.ts';

/** Stops what somebody who looks after a council began for a colleague. What colleagues began themselves is theirs. */
export function stopLostAddress(actor: Member, council: Council, personId: number) {
  return withNotices(async (tx) => {
    await holdPeople(tx, [actor.id, personId]);
    await actorWho((holder) => canLookAfter(holder, council.id), actor, tx);
    const person = await findStanding(personId, tx);
    if (person?.councilId !== council.id) throw notFound();
    const open = await findOpenChange(personId, tx);
    if (open?.begunBy) await stopOpenChange(tx, open, { actorId: actor.id });
  });
}
