import { formatDate } from '../../platform/dates.ts';
import { shorten } from '../../platform/markdown.ts';
import type { citedPages } from './tables.ts';

type Page = Pick<typeof citedPages.$inferSelect, 'address' | 'deadBecause' | 'checkedAt' | 'deadSince'>;

/** What is wrong with a link, to be said of it: "did not work on 3 November 2026". */
export function whyDead({ deadBecause, checkedAt, deadSince }: Page): string {
  const on = formatDate(checkedAt ?? deadSince ?? 0);
  return deadBecause === 'unreachable'
    ? `could not be reached for four weeks, last on ${on}`
    : `did not work on ${on}`;
}

/** Why what links to a dead page has to be looked at. */
export const deadReason = (page: Page): string => `${nameOf(page)} ${whyDead(page)}`;

/** True for such a reason, whenever it was given. */
export const isReasonOf = (page: { address: string }, reason: string): boolean =>
  reason.startsWith(`${nameOf(page)} `);

const nameOf = ({ address }: { address: string }) => `The link to ${shorten(address, 150)} in it`;
