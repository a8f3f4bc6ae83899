import { isBankHoliday } from './bank-holidays.ts';
import { dayAfter, londonHourOf, momentInLondon, weekdayOf } from './london.ts';

const opens = 9;
const closes = 17;
const aMinute = 60_000;

/** Monday to Friday in England, but on no bank holiday. */
export const isWorkingDay = (day: string): boolean => weekdayOf(day) <= 5 && !isBankHoliday(day);

/**
 * The moment so many working days later, by the clock in London: from Friday at 10am three of them are Wednesday at 10am.
 * What begins on a day on which nobody works begins at 9am on the next working day.
 */
export function workingDaysLater(from: Date, count: number): Date {
  let { day } = londonHourOf(from);
  let sinceMidnight = from.getTime() - momentInLondon({ day, hour: 0 }).getTime();
  if (!isWorkingDay(day)) {
    sinceMidnight = opens * 60 * aMinute;
    day = nextWorkingDay(day);
  }
  for (let passed = 0; passed < count; passed++) day = nextWorkingDay(day);
  return new Date(momentInLondon({ day, hour: 0 }).getTime() + sinceMidnight);
}

/** How many minutes of working days, from 9am to 5pm in London, lie between two moments. */
export function workingMinutesBetween(from: Date, to: Date): number {
  const last = londonHourOf(to).day;
  let minutes = 0;
  for (let { day } = londonHourOf(from); day <= last; day = dayAfter(day)) {
    if (!isWorkingDay(day)) continue;
    const start = Math.max(from.getTime(), momentInLondon({ day, hour: opens }).getTime());
    const end = Math.min(to.getTime(), momentInLondon({ day, hour: closes }).getTime());
    minutes += Math.max(0, end - start) / aMinute;
  }
  return Math.round(minutes);
}

/** How long a working day is, for whoever says minutes in days. */
export const workingDayMinutes = (closes - opens) * 60;

function nextWorkingDay(after: string): string {
  let day = dayAfter(after);
  while (!isWorkingDay(day)) day = dayAfter(day);
  return day;
}
