import { Refusal } from '../../platform/errors.ts';
import { secondStepAddress } from '../../platform/powers.ts';

/** Where somebody shows in a second way that it is them, and goes on to where they were. */
export const secondStepFor = (back: string) => `${secondStepAddress}?${new URLSearchParams({ back })}`;

/** Refuses to change somebody's passkeys in a session that only a link or a provider began. */
export const ownPasskeyFirst = (back: string) =>
  new Refusal(
    403,
    'Use a passkey first',
    'To change your passkeys, show with one of them that it is you.',
  ).leadingTo({ href: secondStepFor(back), text: 'Use a passkey' });
