import { formatLastDay } from '../../platform/days.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { cancelEmailChangeOf } from '../accounts/cancel-email-change.ts';
import { endSessions } from '../accounts/end-sessions.ts';
import { suspend } from '../people/suspension.ts';
import { actorWho } from './acting.ts';
import { endGrant, keepAnAdministrator } from './grants.ts';
import { logAccess } from './log.ts';
import { suspended } from './mails.ts';
import { withNotices } from './notices.ts';
import { isAdministrator, whyNotSuspend } from './policy.ts';
import { findStanding, holdPeople, listGrantsOf } from './queries.ts';

interface Suspension {
  /** The moment from which they may be here again; none until it is lifted. */
  until: Date | null;
  reason: string;
}

/**
 * Shuts somebody out everywhere, from the moment that this is committed. An administrator is none any more. Of somebody
 * who is suspended already it changes until when, and why.
 */
export function suspendPerson(viewer: Viewer, personId: number, { until, reason }: Suspension) {
  return withNotices(async (tx, tell) => {
    const { id } = await actorWho(isAdministrator, viewer, tx);
    await holdPeople(tx, [id, personId]);
    const person = await findStanding(personId, tx);
    if (!person) throw notFound();
    // Asked again: of two administrators who suspend each other, one is first.
    await actorWho(isAdministrator, viewer, tx);
    const whyNot = whyNotSuspend({ id }, person);
    if (whyNot) throw notAllowed(whyNot);

    // Sent twice, it is one suspension.
    const isSame = person.isSuspended && person.suspendedUntil?.getTime() === until?.getTime();
    if (isSame && person.suspensionReason === reason) return;

    const grants = await listGrantsOf(personId, tx);
    const administrates = grants.find(({ role }) => role === 'administrator');
    if (administrates) {
      await keepAnAdministrator(tx, personId);
      await endGrant(tx, tell, administrates.id, { actorId: id, reason });
    }
    await suspend(tx, personId, person.suspendedAt, { until, reason });
    await endSessions(tx, personId);
    await cancelEmailChangeOf(tx, personId);
    await record(tx, 'access-changed', { personId, actorId: id });
    const about = until ? `until ${formatLastDay(until)}` : 'until it is lifted';
    await logAccess(tx, 'suspended', { actorId: id, personId, councilId: person.councilId, about, reason });
    const time = until ? about : 'until an administrator lifts this';
    await tell(personId, suspended(time, reason, { wasAdministrator: Boolean(administrates) }));
  });
}
