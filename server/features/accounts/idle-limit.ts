import type { SignedIn } from '../../platform/viewer.ts';

const hour = 60 * 60 * 1000;

/**
 * How long a session may go unused before it is over. The more somebody can do in it, the sooner: powers only count where
 * the session had a second step, because without one they cannot be used.
 */
export function idleLimitOf(viewer: SignedIn): number {
  if (viewer.kind === 'guest') return longestIdle;
  if (viewer.isAdministrator) return 12 * hour;
  const hasPowers = viewer.isCoordinator || viewer.isAssessor || viewer.leads.length > 0;
  return hasPowers ? 24 * hour : longestIdle;
}

export const longestIdle = 7 * 24 * hour;
