import type { Request } from 'express';
import { Refusal } from '../../platform/errors.ts';
import { newForm } from '../../platform/forms.ts';
import { type SignedIn, signedInOf } from '../../platform/viewer.ts';
import { deviceOf } from '../accounts/device.ts';
import { type Needed, neededToAdd } from './policy.ts';
import { findSessionStart, listPasskeysOf } from './queries.ts';
import { ownPasskeyFirst, secondStepFor } from './second-step.ts';

const passkeysAddress = '/account/passkeys';

/** What a page needs that offers to add a passkey, and then leads back. */
export async function adding(req: Request, back = '') {
  const viewer = signedInOf(req.viewer);
  const here = req.method === 'GET' ? req.originalUrl : passkeysAddress;
  return {
    form: newForm({ name: deviceOf(req.headers['user-agent']) || 'This device', back }),
    needed: await findNeeded(viewer),
    back,
    email: viewer.email,
    here,
    secondStepHref: secondStepFor(here),
  };
}

export async function findNeeded(viewer: SignedIn): Promise<Needed> {
  const [{ length: passkeys }, sessionStart] = await Promise.all([
    listPasskeysOf(viewer.id),
    findSessionStart(viewer),
  ]);
  return neededToAdd(viewer, { passkeys, sessionStart });
}

/** Refuses to add a passkey while something has to come first. */
export function refuseUnlessReady(needed: Needed): void {
  if (needed === 'second step') throw ownPasskeyFirst(passkeysAddress);
  if (needed === 'fresh sign-in')
    throw new Refusal(
      403,
      'Sign in again first',
      'You signed in more than 30 minutes ago. To add your first passkey, sign in again.',
    ).leadingTo({ href: passkeysAddress, text: 'Have a sign-in link sent to you' });
  if (needed === 'room')
    throw new Refusal(
      409,
      'You have as many passkeys as there can be',
      'Remove one that you do not use before you add another.',
    ).leadingTo({ href: passkeysAddress, text: 'Your passkeys' });
}
