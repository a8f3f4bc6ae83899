import { clock } from '../../platform/clock.ts';
import type { Kind, State } from './kinds.ts';

/** How sure readers can be that guidance or a pattern is still right. */
export type Health = 'current' | 'review-due' | 'overdue' | 'replaced';

export const healthLabels = {
  draft: 'Draft',
  current: 'Current',
  'review-due': 'Review due',
  overdue: 'Overdue for review',
  replaced: 'Replaced',
  withdrawn: 'Withdrawn',
};

/** What its health is called, everywhere; a question has none. What is over is not said to be due. */
export function healthOf({ kind, state, health }: { kind: Kind; state: State; health: Health }) {
  if (kind === 'question') return undefined;
  const name =
    state === 'retired' ? 'withdrawn' : state in healthLabels ? (state as 'draft' | 'withdrawn') : health;
  return { name, label: healthLabels[name] };
}

/** True for guidance and patterns that somebody may be following. */
export const isToBeReviewed = ({ kind, state, health }: Followed): boolean =>
  health !== 'replaced' &&
  (kind === 'guidance' ? state === 'published' : kind === 'pattern' && state !== 'retired');

interface Followed {
  kind: Kind;
  state: State;
  health?: Health;
}

const day = 24 * 60 * 60 * 1000;
export const overdueAfter = 28 * day;

/** Six months from now: when it is asked whether it is still right, unless its owner chose another day. */
export function usualReviewBy(): Date {
  const by = clock.now();
  const date = by.getUTCDate();
  by.setUTCMonth(by.getUTCMonth() + 6);
  // 31 August and six months is the last of February.
  if (by.getUTCDate() !== date) by.setUTCDate(0);
  return by;
}

/** What a topic's row has when somebody has just made sure of it: posted, published, edited or said that it is right. */
export const asChecked = (reviewBy = usualReviewBy()) => ({
  health: 'current' as Health,
  reviewBy,
  checkedAt: clock.now(),
  reviewReasons: [] as string[],
  reviewAsks: 0,
});

/** What the health is now of what is to be reviewed by then. */
export function healthAt(reviewBy: Date, now = clock.now()): Health {
  const late = now.getTime() - reviewBy.getTime();
  return late >= overdueAfter ? 'overdue' : late >= 0 ? 'review-due' : 'current';
}
