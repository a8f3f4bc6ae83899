import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import { endSessions } from '../accounts/end-sessions.ts';
import { councils } from '../councils/tables.ts';
import { listUnproven } from '../people/ask-for-proof.ts';
import { fallDormant } from '../people/leave.ts';
import { findPersonByEmail } from '../people/queries.ts';
import { logAccess } from '../roles/log.ts';
import { type Tell, withNotices } from '../roles/notices.ts';
import { withoutTitles } from '../topics/left-out-of-mail.ts';
import { colleagueDormant, dormant } from './mails.ts';
import { listInWords, listKeepers } from './notices.ts';
import { ownedBy } from './owned.ts';

const noProof = 'They were asked to prove that they still hold their address, and did not within 14 days';
const cameBack = 'Mail to the address came back';

/** Makes everybody dormant who was asked to prove their address and did not in time. */
export async function makeUnprovenDormant(): Promise<void> {
  for (const id of await listUnproven()) {
    await withNotices((tx, tell) => makeDormant(tx, tell, id, { reason: noProof, onlyUnproven: true }));
  }
}

/** Makes the person with this address dormant, because mail to it came back. False where there is nobody to whom that happens. */
export async function noteBounce(address: string): Promise<boolean> {
  const person = await findPersonByEmail(address.trim().toLowerCase());
  if (!person) return false;
  return withNotices((tx, tell) => makeDormant(tx, tell, person.id, { reason: cameBack }));
}

interface Why {
  reason: string;
  /** Only while they still have not proved it: two nodes do this at the same time. */
  onlyUnproven?: boolean;
}

/** Signs somebody out everywhere until they prove their address again, and tells who can hand on what they look after. */
async function makeDormant(tx: Tx, tell: Tell, id: number, { reason, onlyUnproven }: Why): Promise<boolean> {
  const person = await fallDormant(tx, id, { onlyUnproven });
  if (!person) return false;
  const { councilId, name } = person;
  await endSessions(tx, id);
  await logAccess(tx, 'became-dormant', { personId: id, councilId, reason });
  await record(tx, 'access-changed', { personId: id });

  if (reason === noProof) await tell(id, dormant());
  const owned = listInWords(await ownedBy(id, tx));
  const council = await findCouncilById(tx, councilId);
  const letter = colleagueDormant(name, council, { reason, owned });
  const [paragraphs = []] = await withoutTitles(tx, [letter.paragraphs]);
  for (const keeper of await listKeepers(tx, councilId, id)) await tell(keeper, { ...letter, paragraphs });
  return true;
}

async function findCouncilById(tx: Tx, id: number | null) {
  const [council] = id ? await tx.select().from(councils).where(eq(councils.id, id)) : [];
  return council;
}
