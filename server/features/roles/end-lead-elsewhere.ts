import { and, eq, isNull, ne } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { councils } from '../councils/tables.ts';
import { logAccess } from './log.ts';
import { roleGrants } from './tables.ts';

/** Ends what somebody who has moved to a council was of others: the lead of a council works there. */
export async function endLeadElsewhere(tx: Tx, personId: number, councilId: number): Promise<void> {
  const reason = 'Moved to another council';
  const ended = await tx
    .update(roleGrants)
    .set({ endedAt: clock.now(), endedBy: personId, endReason: reason })
    .from(councils)
    .where(
      and(
        eq(councils.id, roleGrants.councilId),
        eq(roleGrants.personId, personId),
        eq(roleGrants.role, 'lead'),
        ne(roleGrants.councilId, councilId),
        isNull(roleGrants.endedAt),
      ),
    )
    .returning({ councilId: councils.id, name: councils.name });
  for (const council of ended) {
    const about = `council lead of ${council.name}`;
    await logAccess(tx, 'role-taken', {
      actorId: personId,
      personId,
      councilId: council.councilId,
      about,
      reason,
    });
  }
}
