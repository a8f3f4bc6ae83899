import { and, eq, gt, inArray, isNull, lte } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { formatLastDay } from '../../platform/days.ts';
import { record } from '../../platform/events.ts';
import { mailLater } from '../../platform/mail.ts';
import { people } from '../people/tables.ts';
import { logAccess } from '../roles/log.ts';
import { tellIn } from '../roles/notices.ts';
import { workspaces } from '../workspaces/tables.ts';
import { guestAccessEnding, guestOfYoursEnding } from './mails.ts';
import { guestAccess } from './tables.ts';

const week = 7 * 24 * 60 * 60 * 1000;

/** Notes the end of what ended by its date, and ends what guests have open: of itself it shows only when they ask. */
export function endOnTheirDay(): Promise<void> {
  return db.transaction(async (tx) => {
    const isOver = and(isNull(guestAccess.endedAt), lte(guestAccess.endsAt, clock.now()));
    const ended = await tx
      .update(guestAccess)
      .set({ endedAt: guestAccess.endsAt })
      .from(workspaces)
      .where(and(isOver, eq(workspaces.id, guestAccess.workspaceId)))
      .returning({ personId: guestAccess.personId, workspace: workspaces.name });
    for (const { personId, workspace } of ended) {
      const reason = 'Their last day had come';
      await logAccess(tx, 'guest-ended', { personId, about: `guest of ${workspace}`, reason });
    }
    for (const personId of new Set(ended.map(({ personId }) => personId)))
      await record(tx, 'access-changed', { personId });
  });
}

/** Tells guests, and who invited them, a week before their last day. */
export function tellOfTheirEnd(): Promise<void> {
  return db.transaction(async (tx) => {
    const now = clock.now();
    const near = and(
      isNull(guestAccess.endedAt),
      isNull(guestAccess.endToldAt),
      gt(guestAccess.endsAt, now),
      lte(guestAccess.endsAt, new Date(now.getTime() + week)),
    );
    const ending = await tx
      .select({
        id: guestAccess.id,
        endsAt: guestAccess.endsAt,
        workspace: { name: workspaces.name, slug: workspaces.slug },
        guest: { name: people.name, email: people.email, leftAt: people.leftAt },
        inviterId: guestAccess.invitedBy,
      })
      .from(guestAccess)
      .innerJoin(workspaces, eq(workspaces.id, guestAccess.workspaceId))
      .innerJoin(people, eq(people.id, guestAccess.personId))
      .where(near)
      .for('update', { of: guestAccess, skipLocked: true });
    if (ending.length === 0) return;
    const ids = ending.map(({ id }) => id);
    await tx.update(guestAccess).set({ endToldAt: now }).where(inArray(guestAccess.id, ids));
    for (const { endsAt, workspace, guest, inviterId } of ending) {
      const lastDay = formatLastDay(endsAt);
      if (guest.leftAt) continue;
      await mailLater(tx, { to: guest.email, ...guestAccessEnding(workspace.name, lastDay) });
      const letter = guestOfYoursEnding(guest.name, workspace, lastDay);
      await tellIn(tx)(inviterId, letter, { isOfOthers: true });
    }
  });
}
