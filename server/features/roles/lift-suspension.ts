import { notFound } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import { memberOf, type Viewer } from '../../platform/viewer.ts';
import { endSuspension } from '../people/suspension.ts';
import { actorWho } from './acting.ts';
import { logAccess } from './log.ts';
import { suspensionOver } from './mails.ts';
import { withNotices } from './notices.ts';
import { isAdministrator } from './policy.ts';
import { findStanding, holdPeople } from './queries.ts';

/** Lets somebody in again who was suspended. Done twice, it is done once. */
export function liftSuspension(viewer: Viewer, personId: number, reason: string) {
  return withNotices(async (tx, tell) => {
    await holdPeople(tx, [memberOf(viewer).id, personId]);
    const [{ id }, person] = [await actorWho(isAdministrator, viewer, tx), await findStanding(personId, tx)];
    if (!person) throw notFound();
    if (!person.suspendedAt) return;
    await endSuspension(tx, personId);
    await logAccess(tx, 'reinstated', { actorId: id, personId, councilId: person.councilId, reason });
    await record(tx, 'access-changed', { personId, actorId: id });
    await tell(personId, suspensionOver(reason));
  });
}
