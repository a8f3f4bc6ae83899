import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { mailLater } from '../../platform/mail.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { people } from '../people/tables.ts';
import { refuseUnlessReady } from './adding.ts';
import { takeChallenge } from './challenges.ts';
import { attestation, readAnswer } from './forms.ts';
import { passkeyAdded } from './mails.ts';
import { neededToAdd } from './policy.ts';
import { findSessionStart, listPasskeysOf } from './queries.ts';
import type { RelyingParty } from './relying-party.ts';
import { passkeys } from './tables.ts';
import { logRefusal } from './use-passkey.ts';
import { loadWebAuthn } from './web-authn.ts';

/** Adds a passkey that a device of theirs has made, and tells them by mail. False when it is not what was asked for. */
export async function addPasskey(
  person: SignedIn,
  { id, origin }: RelyingParty,
  { name, credential }: { name: string; credential: string },
): Promise<boolean> {
  const read = readAnswer(attestation, credential);
  if (!read || !(await takeChallenge(read.challenge, { purpose: 'add', personId: person.id }))) return false;
  const { verifyRegistrationResponse } = await loadWebAuthn();
  const made = await verifyRegistrationResponse({
    response: read.answer,
    expectedChallenge: read.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
  }).catch(logRefusal);
  if (!made?.registrationInfo) return false;

  const { credential: key, credentialBackedUp: backedUp } = made.registrationInfo;
  const sessionStart = await findSessionStart(person);
  return db.transaction(async (tx) => {
    await tx.select({ id: people.id }).from(people).where(eq(people.id, person.id)).for('update');
    const has = { passkeys: (await listPasskeysOf(person.id, tx)).length, sessionStart };
    refuseUnlessReady(neededToAdd(person, has));
    const inserted = await tx
      .insert(passkeys)
      .values({
        id: key.id,
        personId: person.id,
        name,
        publicKey: Buffer.from(key.publicKey),
        counter: key.counter,
        transports: read.answer.response.transports,
        backedUp,
        createdAt: clock.now(),
      })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (inserted.length === 0) return false;
    await mailLater(tx, { to: person.email, ...passkeyAdded(name) });
    return true;
  });
}
