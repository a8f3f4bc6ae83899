import { clock } from './clock.ts';

/** For how long a proof that somebody holds their address holds itself: half a year. */
export const provedFor = 180 * 24 * 60 * 60 * 1000;

/** True when somebody has to prove again that they hold their address. */
export const isProofDue = (addressProvedAt: Date): boolean =>
  clock.now().getTime() - addressProvedAt.getTime() >= provedFor;
