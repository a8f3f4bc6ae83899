import { clock } from '../../platform/clock.ts';
import type { SignedIn } from '../../platform/viewer.ts';

const freshFor = 30 * 60 * 1000;

/** A person may have so many: one for each device, and some to spare. */
export const mostPasskeys = 20;

export type Needed = 'nothing' | 'second step' | 'fresh sign-in' | 'room';

/**
 * What has to come before somebody can add a passkey: somebody who took over a session that was left open must not get
 * a way in of their own.
 */
export function neededToAdd(viewer: SignedIn, has: { passkeys: number; sessionStart: Date | null }): Needed {
  if (has.passkeys >= mostPasskeys) return 'room';
  if (viewer.secondStepAt) return 'nothing';
  if (has.passkeys > 0) return 'second step';
  const age = has.sessionStart ? clock.now().getTime() - has.sessionStart.getTime() : Infinity;
  return age <= freshFor ? 'nothing' : 'fresh sign-in';
}

export const canRemove = (viewer: SignedIn): boolean => viewer.secondStepAt !== null;
