import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { formatLastDay } from '../../platform/days.ts';
import { record } from '../../platform/events.ts';
import { mailLater } from '../../platform/mail.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { closeWorkspaceTo } from '../invitations/close-workspace-to.ts';
import { holdPerson } from '../people/leave.ts';
import { logAccess } from '../roles/log.ts';
import type { Workspace } from '../workspaces/queries.ts';
import { holdGuestOf } from './hold-guest.ts';
import { guestAccessEnded, guestLastDayChanged } from './mails.ts';
import { findGuestOf } from './queries.ts';
import { guestAccess } from './tables.ts';

/** Ends a guest's access to a workspace at once: what they have open of it ends with it. */
export function endAccess(viewer: Viewer, workspace: Workspace, personId: number, reason: string) {
  const member = memberWith(viewer, coordinates(workspace.id));
  return db.transaction(async (tx) => {
    await holdPerson(tx, personId);
    // None that still lies in their mailbox lets them in again.
    const { email } = await findGuestOf(workspace.id, personId, tx);
    await closeWorkspaceTo(tx, email, workspace.id);
    const guest = await holdGuestOf(tx, workspace.id, personId);
    await tx.update(guestAccess).set({ endedAt: clock.now() }).where(eq(guestAccess.id, guest.accessId));
    const about = `guest of ${workspace.name}`;
    await logAccess(tx, 'guest-ended', { actorId: member.id, personId, about, reason });
    await record(tx, 'access-changed', { personId, actorId: member.id });
    await mailLater(tx, { to: guest.email, ...guestAccessEnded(member, workspace.name, reason) });
    return guest;
  });
}

interface NewLastDay {
  endsAt: Date;
  reason: string;
}

/** Gives a guest's access to a workspace another last day. */
export function changeLastDay(
  viewer: Viewer,
  workspace: Workspace,
  personId: number,
  { endsAt, reason }: NewLastDay,
) {
  const member = memberWith(viewer, coordinates(workspace.id));
  return db.transaction(async (tx) => {
    const guest = await holdGuestOf(tx, workspace.id, personId);
    if (guest.endsAt.getTime() === endsAt.getTime()) return guest;
    const set = { endsAt, endToldAt: null };
    await tx.update(guestAccess).set(set).where(eq(guestAccess.id, guest.accessId));
    const about = `guest of ${workspace.name} until ${formatLastDay(endsAt)}, before until ${guest.lastDay}`;
    await logAccess(tx, 'guest-date-changed', { actorId: member.id, personId, about, reason });
    const lastDays = { lastDay: formatLastDay(endsAt), before: guest.lastDay, reason };
    await mailLater(tx, { to: guest.email, ...guestLastDayChanged(member, workspace.name, lastDays) });
    return guest;
  });
}
