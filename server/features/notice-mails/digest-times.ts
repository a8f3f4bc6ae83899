import { isBankHoliday } from '../../platform/bank-holidays.ts';
import { dayAfter, londonHourOf, momentInLondon, weekdayOf } from '../../platform/london.ts';
import { nextWorkingDay } from './working-hours.ts';

/** When somebody wants their digests, in London's time. */
export interface DigestTimes {
  digestHour: number;
  /** The day of the weekly one: 1 for Monday to 7 for Sunday. */
  digestWeekday: number;
  /** The days of the daily one. */
  days: number[];
  restsOnHolidays: boolean;
}

/** The first moment after this one at which somebody's digest is due. */
export function nextDigestAt(how: 'daily' | 'weekly', after: Date, times: DigestTimes): Date {
  const dayOf = how === 'daily' ? dailyFrom : weeklyFrom;
  // A weekly digest of the week before may have been put off until now.
  const today = londonHourOf(after).day;
  let day = dayAfter(today, -7);
  for (;;) {
    const due = dayOf(day, times);
    const at = due && due >= today && momentInLondon({ day: due, hour: times.digestHour });
    if (at && at > after) return at;
    day = dayAfter(day);
  }
}

const dailyFrom = (day: string, times: DigestTimes) => (nextWorkingDay(day, times) === day ? day : undefined);

/** On a bank holiday the weekly one waits for the next day on which its reader works. */
function weeklyFrom(day: string, times: DigestTimes): string | undefined {
  if (weekdayOf(day) !== times.digestWeekday) return undefined;
  return times.restsOnHolidays && isBankHoliday(day) ? nextWorkingDay(day, times) : day;
}
