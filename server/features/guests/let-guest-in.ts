import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { formatLastDay } from '../../platform/days.ts';
import { record } from '../../platform/events.ts';
import { logAccess } from '../roles/log.ts';
import { listNamesOf } from '../workspaces/queries.ts';
import { guestAccess } from './tables.ts';

interface Invited {
  personId: number;
  workspaceIds: number[];
  invitedBy: number;
  endsAt: Date;
}

/** Lets a guest into these workspaces until then. Where they are in already they stay as they are, if need be longer. */
export async function letGuestIn(tx: Tx, { personId, workspaceIds, invitedBy, endsAt }: Invited) {
  const now = clock.now();
  const inThese = and(eq(guestAccess.personId, personId), inArray(guestAccess.workspaceId, workspaceIds));
  // What has run out is over, though nothing has noted it yet: they begin anew.
  await tx
    .update(guestAccess)
    .set({ endedAt: guestAccess.endsAt })
    .where(and(inThese, isNull(guestAccess.endedAt), lte(guestAccess.endsAt, now)));
  await tx
    .insert(guestAccess)
    .values(workspaceIds.map((workspaceId) => ({ personId, workspaceId, invitedBy, startedAt: now, endsAt })))
    .onConflictDoUpdate({
      target: [guestAccess.personId, guestAccess.workspaceId],
      targetWhere: isNull(guestAccess.endedAt),
      set: { endsAt: sql`excluded.ends_at`, endToldAt: null },
      setWhere: sql`${guestAccess.endsAt} < excluded.ends_at`,
    });
  const names = await listNamesOf(tx, workspaceIds);
  const about = `guest of ${names.join(', ')} until ${formatLastDay(endsAt)}`;
  await logAccess(tx, 'guest-invited', { actorId: invitedBy, personId, about });
  await record(tx, 'access-changed', { personId });
}
