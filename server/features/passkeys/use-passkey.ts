import { and, eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { log } from '../../platform/log.ts';
import { type Asked, takeChallenge } from './challenges.ts';
import { assertion, readAnswer } from './forms.ts';
import type { RelyingParty } from './relying-party.ts';
import { passkeys } from './tables.ts';
import { loadWebAuthn } from './web-authn.ts';

/**
 * Says whose passkey signed what was asked, or nobody's. It says who they are and that they are there; it does not say
 * that they still hold their address.
 */
export async function usePasskey(
  { id, origin }: RelyingParty,
  sent: string,
  asked: Asked,
): Promise<number | undefined> {
  const read = readAnswer(assertion, sent);
  if (!read || !(await takeChallenge(read.challenge, asked))) return undefined;
  const { verifyAuthenticationResponse } = await loadWebAuthn();
  return db.transaction(async (tx) => {
    const passkey = await holdPasskey(tx, read.answer.id, asked);
    if (!passkey) return undefined;
    const used = await verifyAuthenticationResponse({
      response: read.answer,
      expectedChallenge: read.challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      credential: { ...passkey, publicKey: new Uint8Array(passkey.publicKey) },
    }).catch(logRefusal);
    if (!used?.verified) return undefined;
    const { newCounter: counter, credentialBackedUp: backedUp } = used.authenticationInfo;
    await tx
      .update(passkeys)
      .set({ counter, backedUp, lastUsedAt: clock.now() })
      .where(eq(passkeys.id, passkey.id));
    return passkey.personId;
  });
}

async function holdPasskey(tx: Tx, id: string, { personId }: Asked) {
  const isTheirs = personId === null ? undefined : eq(passkeys.personId, personId);
  const [passkey] = await tx
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.id, id), isTheirs))
    .for('update');
  return passkey;
}

/** Such as a counter that went back, which a copy of a device would show. */
export function logRefusal(error: Error): undefined {
  log.warn({ reason: error.message }, 'A passkey was refused');
}
