import { clock } from '../../platform/clock.ts';
import { londonHourOf } from '../../platform/london.ts';

/** "Now" is as long as this; a visit is noted every few minutes, not at every page. */
const nowLasts = 10 * 60 * 1000;
/** A visit under way when somebody began to show theirs was noted up to this long before. */
const notedEvery = 5 * 60 * 1000;
const aDay = 24 * 60 * 60 * 1000;

interface Visits {
  showsVisitsSince: Date | null;
  seenAt: Date | null;
}

/**
 * When somebody was last here, in words, for others: only of those who say so, and of nothing before they did. The
 * moment goes no further than the words do: the page has it only while it is "now", and the day after that.
 */
export function seenLately({ showsVisitsSince, seenAt }: Visits): { at: string; words: string } | undefined {
  if (!showsVisitsSince || !seenAt || seenAt.getTime() < showsVisitsSince.getTime() - notedEvery)
    return undefined;
  const now = clock.now();
  if (now.getTime() - seenAt.getTime() < nowLasts) return { at: seenAt.toISOString(), words: 'Here now' };
  const { day } = londonHourOf(seenAt);
  const daysAgo = (Date.parse(londonHourOf(now).day) - Date.parse(day)) / aDay;
  if (daysAgo <= 0) return { at: day, words: 'Seen today' };
  return daysAgo < 7 ? { at: day, words: 'Seen this week' } : undefined;
}
