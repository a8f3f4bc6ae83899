import { isBankHoliday } from '../../platform/bank-holidays.ts';
import { dayAfter, londonHourOf, momentInLondon, weekdayOf } from '../../platform/london.ts';

/** When somebody wants to hear by mail, in London's time. */
export interface WorkingHours {
  /** From the beginning of this hour … */
  hoursFrom: number;
  /** … to the beginning of that one; 24 is the end of the day. */
  hoursTo: number;
  /** 1 for Monday to 7 for Sunday; at least one. */
  days: number[];
  restsOnHolidays: boolean;
}

/** This moment, or if somebody does not work then, the moment at which they do again. */
export function nextWorkingMoment(from: Date, hours: WorkingHours): Date {
  const { day, hour } = londonHourOf(from);
  if (worksOn(day, hours)) {
    if (hour >= hours.hoursFrom && hour < hours.hoursTo) return from;
    if (hour < hours.hoursFrom) return momentInLondon({ day, hour: hours.hoursFrom });
  }
  return momentInLondon({ day: nextWorkingDay(dayAfter(day), hours), hour: hours.hoursFrom });
}

/** This day, or the first after it on which somebody works. */
export function nextWorkingDay(from: string, hours: Pick<WorkingHours, 'days' | 'restsOnHolidays'>): string {
  let day = from;
  while (!worksOn(day, hours)) day = dayAfter(day);
  return day;
}

const worksOn = (day: string, { days, restsOnHolidays }: Pick<WorkingHours, 'days' | 'restsOnHolidays'>) =>
  days.includes(weekdayOf(day)) && !(restsOnHolidays && isBankHoliday(day));
