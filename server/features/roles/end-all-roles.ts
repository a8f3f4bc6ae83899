import type { Tx } from '../../platform/database.ts';
import { endGrant, keepAnAdministrator } from './grants.ts';
import type { Tell } from './notices.ts';
import { listGrantsOf } from './queries.ts';

interface Ending {
  actorId: number;
  reason: string;
}

/** Ends every role of somebody who leaves, and whatever stands in for one. The last administrator cannot go. */
export async function endAllRoles(tx: Tx, tell: Tell, personId: number, ending: Ending): Promise<void> {
  const held = await listGrantsOf(personId, tx);
  if (held.some(({ role }) => role === 'administrator')) await keepAnAdministrator(tx, personId);
  for (const { id } of held) await endGrant(tx, tell, id, ending);
}
