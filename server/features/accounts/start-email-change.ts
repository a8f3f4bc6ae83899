import { and, eq, ne } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { mailLater } from '../../platform/mail.ts';
import { hashOf, newToken } from '../../platform/tokens.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { askForOwnPasskey } from '../passkeys/second-step.ts';
import { people } from '../people/tables.ts';
import { findOpenChange } from './email-change.ts';
import { addressTaken, newAddressAsked, oldAddressAsked } from './email-change-mails.ts';
import { emailChanges } from './tables.ts';

interface NewAddress {
  email: string;
  /** The council that it belongs to; none for a guest. */
  council: { id: number; name: string } | null;
}

const validFor = 3 * 24 * 60 * 60 * 1000;

/**
 * Asks both addresses. Whether the new one is somebody's already is told to nobody but whoever reads its mail: it then
 * gets no link, so that nothing comes of it. Sent twice, it is begun once.
 */
export async function startEmailChange(person: SignedIn, { email, council }: NewAddress): Promise<void> {
  // Whoever reads their mail could otherwise carry off the account, and the owner could not get it back.
  await askForOwnPasskey(person, '/account/email', whyPasskey);
  const tokens = { old: newToken(), new: newToken() };
  const councilId = council?.id ?? null;
  const move = person.council && council && council.id !== person.council.id ? council : null;
  const change = { from: person.email, to: email, move };
  await db.transaction(async (tx) => {
    await tx.select({ id: people.id }).from(people).where(eq(people.id, person.id)).for('update');
    const open = await findOpenChange(person.id, tx);
    if (open && open.newEmail === email && open.councilId === councilId) return;
    if (open) throw oneAtATime();
    const createdAt = clock.now();
    await tx.insert(emailChanges).values({
      personId: person.id,
      newEmail: email,
      councilId,
      oldTokenHash: hashOf(tokens.old),
      newTokenHash: hashOf(tokens.new),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + validFor),
    });
    await mailLater(tx, { to: change.from, ...oldAddressAsked(change, tokens.old) });
    const others = and(eq(people.email, email), ne(people.id, person.id));
    const [taken] = await tx.select({ id: people.id }).from(people).where(others);
    const letter = taken ? addressTaken() : newAddressAsked(change, tokens.new);
    await mailLater(tx, { to: change.to, ...letter });
  });
}

const whyPasskey =
  'You have a passkey. To change your address, show with it that it is you: whoever reads your mail must not be able to.';

const oneAtATime = () =>
  new Refusal(
    409,
    'You are changing your address already',
    'Only one change can be under way. Finish or cancel it first.',
  ).leadingTo({ href: '/account/email', text: 'See the change that is under way' });
