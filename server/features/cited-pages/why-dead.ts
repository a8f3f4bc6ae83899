import { formatDate } from '../../platform/dates.ts';
import type { citedPages } from './tables.ts';

type Page = Pick<typeof citedPages.$inferSelect, 'deadBecause' | 'checkedAt' | 'deadSince'>;

/** What is wrong with a link, to be said of it: "did not work on 3 November 2026". */
export function whyDead({ deadBecause, checkedAt, deadSince }: Page): string {
  const on = formatDate(checkedAt ?? deadSince ?? 0);
  return deadBecause === 'unreachable'
    ? `could not be reached for four weeks, last on ${on}`
    : `did not work on ${on}`;
}
