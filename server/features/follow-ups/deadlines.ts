import { clock } from '../../platform/clock.ts';
import { workingDaysLater } from '../../platform/working-days.ts';

/** How many working days a question waits before somebody has to see to it. */
const patience = 3;
/** How many working days a coordinator has before the next is asked. */
const turn = 2;
/** How many working days whoever sees to a question has until it is offered to others again. */
const ownership = 5;

/** True of a question that has waited since then for so long that somebody has to see to it. */
export const hasWaitedLong = (since: Date): boolean => workingDaysLater(since, patience) <= clock.now();

export const endOfTurn = (): Date => workingDaysLater(clock.now(), turn);
export const endOfOwnership = (): Date => workingDaysLater(clock.now(), ownership);
