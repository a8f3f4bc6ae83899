import type { citedPages } from './tables.ts';
import type { Finding } from './visit-page.ts';

const day = 24 * 60 * 60 * 1000;
const week = 7 * day;
/** Said to be gone twice, so far apart: once can be a mistake that somebody is putting right. */
const goneFor = day;
/** A server can be out of order, or keep programs out for a while. */
const unreachableFor = 4 * week;
const unreachableTimes = 4;

type Page = typeof citedPages.$inferSelect;

/** What the row of a page has after a visit. */
export function judge(page: Page, finding: Finding, now: Date): Partial<Page> {
  if (finding.what === 'unknown') return { nextCheckAt: after(now, week) };
  const status = finding.status ?? null;
  const seen = { checkedAt: now, status, ...(status !== null && { answeredAt: now }) };
  if (finding.what === 'works') return { ...seen, ...alive, nextCheckAt: after(now, week) };

  const failures = page.failures + 1;
  const failingSince = page.failingSince ?? now;
  const goneSince = page.goneSince ?? (finding.what === 'gone' ? now : null);
  const failing = { ...seen, failures, failingSince, goneSince, nextCheckAt: after(now, week) };
  if (page.deadSince) return failing;
  if (finding.what === 'gone')
    return isPast(page.goneSince, goneFor, now)
      ? { ...failing, deadSince: now, deadBecause: 'gone' }
      : { ...failing, nextCheckAt: after(now, day) };
  return isPast(page.failingSince, unreachableFor, now) && failures >= unreachableTimes
    ? { ...failing, deadSince: now, deadBecause: 'unreachable' }
    : { ...failing, nextCheckAt: restUntil(finding, now) ?? failing.nextCheckAt };
}

const alive = { failures: 0, failingSince: null, goneSince: null, deadSince: null, deadBecause: null };

/** Until when a server asks to be left alone, where it says so: a day at least, and no longer than we remember. */
export function restUntil(finding: Finding, now: Date): Date | undefined {
  const asked = finding.what === 'unreachable' ? finding.busy?.retryAfter : undefined;
  if (!asked) return undefined;
  const wait = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - now.getTime();
  return Number.isNaN(wait) ? undefined : after(now, Math.min(Math.max(wait, day), unreachableFor));
}

export const after = (now: Date, milliseconds: number) => new Date(now.getTime() + milliseconds);

const isPast = (since: Date | null, milliseconds: number, now: Date) =>
  since !== null && now.getTime() - since.getTime() >= milliseconds;
