import type { Tx } from '../../platform/database.ts';
import { endGrant } from './grants.ts';
import { tellIn } from './notices.ts';
import { listGrantsOf } from './queries.ts';

/** Ends what somebody who has moved to a council was of others: the lead of a council works there. */
export async function endLeadElsewhere(tx: Tx, personId: number, councilId: number): Promise<void> {
  const held = await listGrantsOf(personId, tx);
  const ending = { actorId: personId, reason: 'Moved to another council' };
  for (const { id, role, councilId: of } of held)
    if (role === 'lead' && of !== councilId) await endGrant(tx, tellIn(tx), id, ending);
}
