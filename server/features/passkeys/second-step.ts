import { Refusal } from '../../platform/errors.ts';
import { secondStepAddress } from '../../platform/powers.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { hasPasskey } from './queries.ts';

/** Where somebody shows in a second way that it is them, and goes on to where they were. */
export const secondStepFor = (back: string) => `${secondStepAddress}?${new URLSearchParams({ back })}`;

/** Refuses what is not to be done in a session that only a link or a provider began; `why` is a sentence for them. */
export const passkeyFirst = (back: string, why: string) =>
  new Refusal(403, 'Use a passkey first', why).leadingTo({
    href: secondStepFor(back),
    text: 'Use a passkey',
  });

/** The same for whoever has a passkey: otherwise whoever reads their mail could do it for them. */
export async function askForOwnPasskey(person: SignedIn, back: string, why: string): Promise<void> {
  if (!person.secondStepAt && (await hasPasskey(person.id))) throw passkeyFirst(back, why);
}

/** Refuses to change somebody's passkeys in such a session. */
export const ownPasskeyFirst = (back: string) =>
  passkeyFirst(back, 'To change your passkeys, show with one of them that it is you.');
