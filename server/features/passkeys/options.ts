import type { SignedIn } from '../../platform/viewer.ts';
import { makeChallenge } from './challenges.ts';
import { listPasskeysOf } from './queries.ts';
import { type RelyingParty, userHandleOf } from './relying-party.ts';
import { loadWebAuthn } from './web-authn.ts';

/** What a browser needs to ask for any passkey that it has for this service. */
export async function signInOptions({ id }: RelyingParty) {
  const { generateAuthenticationOptions } = await loadWebAuthn();
  const challenge = await makeChallenge({ purpose: 'sign-in', personId: null });
  return generateAuthenticationOptions({ rpID: id, challenge, userVerification: 'required' });
}

/** The same, for one of their own. */
export async function secondStepOptions(person: SignedIn, { id }: RelyingParty) {
  const { generateAuthenticationOptions } = await loadWebAuthn();
  const challenge = await makeChallenge({ purpose: 'second-step', personId: person.id });
  return generateAuthenticationOptions({
    rpID: id,
    challenge,
    userVerification: 'required',
    allowCredentials: await listPasskeysOf(person.id),
  });
}

/** What a browser needs to make a passkey on a device that has none of theirs yet. */
export async function addOptions(person: SignedIn, { id }: RelyingParty) {
  const { generateRegistrationOptions } = await loadWebAuthn();
  return generateRegistrationOptions({
    rpName: 'Standard Practice',
    rpID: id,
    userID: userHandleOf(person.id),
    userName: person.email,
    userDisplayName: person.name,
    challenge: await makeChallenge({ purpose: 'add', personId: person.id }),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: await listPasskeysOf(person.id),
  });
}
