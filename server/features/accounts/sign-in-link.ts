import { and, eq, gt, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { hiddenId, textField } from '../../platform/forms.ts';
import { sendMail } from '../../platform/mail.ts';
import { hashOf, newToken } from '../../platform/tokens.ts';
import { type Council, listCouncilsOfAddress } from '../councils/queries.ts';
import { addPerson } from '../people/add-person.ts';
import { proveAddress } from '../people/prove-address.ts';
import { people } from '../people/tables.ts';
import { signInLink } from './mails.ts';
import { signInLinks } from './tables.ts';
import { whyTurnedAway } from './turned-away.ts';

const minutesValid = 15;

/** An address of somebody. In lower case, because councils' mail servers do not tell cases apart. */
export const addressField = (missing: string) =>
  textField('Email address', { missing, max: 254 })
    .transform((text) => text.toLowerCase())
    .pipe(z.email('Enter an email address in the correct format, like name@camden.gov.uk').or(z.literal('')));

/** Where to send a link. */
export const addressForm = z.object({ email: addressField('Enter your work email address') });

/** What is asked of somebody who signs in for the first time. */
export const joiningForm = z.object({
  name: textField('Your name', { missing: 'Enter your name', max: 100 }),
  job: textField('Your job', { max: 100 }),
  council: textField('Council', { max: 100 }),
  formId: hiddenId,
});

/** Sends a link to an address of a council. The link's page has a button, so that a mail scanner does not use it up. */
export async function sendSignInLink(email: string, returnTo: string): Promise<void> {
  const token = newToken();
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + minutesValid * 60_000);
  await db.insert(signInLinks).values({ tokenHash: hashOf(token), email, returnTo, createdAt, expiresAt });
  await sendMail({ to: email, ...signInLink(token, minutesValid) });
}

const isUsable = (token: string) =>
  and(
    eq(signInLinks.tokenHash, hashOf(token)),
    isNull(signInLinks.usedAt),
    gt(signInLinks.expiresAt, clock.now()),
  );

/** Who a link that still works is for: somebody we know, or an address and the councils it may belong to. */
export async function findSignInLink(token: string) {
  const [link] = await db.select().from(signInLinks).where(isUsable(token));
  if (!link) return undefined;
  const [person] = await db.select().from(people).where(eq(people.email, link.email));
  return { ...link, person, councils: await listCouncilsOfAddress(link.email) };
}

/** First of all, as by whoever changes their address: that uses up their links while it holds them. */
async function holdAddressee(tx: Tx, token: string): Promise<void> {
  const [link] = await tx.select({ email: signInLinks.email }).from(signInLinks).where(isUsable(token));
  if (link)
    await tx.select({ id: people.id }).from(people).where(eq(people.email, link.email)).for('no key update');
}

/**
 * Uses a link up and says who it signs in: somebody new joins the council, whoever was dormant wakes. Nobody where the link
 * no longer works; who is turned away is told why, and the link stays as it was.
 */
export function useSignInLink(
  token: string,
  joining: { name: string; job: string; council: Council } | null,
) {
  return db.transaction(async (tx) => {
    await holdAddressee(tx, token);
    const used = tx.update(signInLinks).set({ usedAt: clock.now() }).where(isUsable(token));
    const [link] = await used.returning({ email: signInLinks.email, returnTo: signInLinks.returnTo });
    if (!link) return undefined;
    if (joining) {
      const { name, job, council } = joining;
      await addPerson(tx, { email: link.email, name, job, councilId: council.id });
    }
    const [person] = await tx.select().from(people).where(eq(people.email, link.email)).for('no key update');
    if (!person) return undefined;
    const refusal = await whyTurnedAway(person, tx);
    if (refusal) throw refusal;
    await proveAddress(tx, person.id);
    return { id: person.id, returnTo: link.returnTo };
  });
}
