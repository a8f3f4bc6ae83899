import { eq } from 'drizzle-orm';
import { config } from '../../config.ts';
import type { Tx } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import { endSessions } from '../accounts/end-sessions.ts';
import { councils } from '../councils/tables.ts';
import { listUnproven } from '../people/ask-for-proof.ts';
import { fallDormant } from '../people/leave.ts';
import { findPersonByEmail } from '../people/queries.ts';
import { logAccess } from '../roles/log.ts';
import { type Tell, withNotices } from '../roles/notices.ts';
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

  if (reason === noProof) {
    await tell(id, 'You have been signed out of Standard Practice', [
      'We asked you to confirm that this is still your address, and have not heard from you for 14 days. So we have signed you out.',
      `If it is, you can come back at any time. To do so, ask for a sign-in link: ${config.baseUrl}/sign-in`,
    ]);
  }
  const owned = await ownedBy(id, tx);
  const list = listInWords(owned);
  const council = await findCouncilById(tx, councilId);
  for (const keeper of await listKeepers(tx, councilId, id)) {
    await tell(keeper, `${name} has not confirmed their address`, [
      `${name}${council ? ` of ${council.name}` : ''} cannot use Standard Practice until they confirm their email address.`,
      `Reason: ${reason}.`,
      list ? `They look after:\n\n${list}` : 'They look after nothing that somebody else has to take on.',
      list && council
        ? `To hand it on to a colleague: ${config.baseUrl}/councils/${council.slug}/handing-on`
        : '',
    ]);
  }
  return true;
}

async function findCouncilById(tx: Tx, id: number | null) {
  const [council] = id ? await tx.select().from(councils).where(eq(councils.id, id)) : [];
  return council;
}
