import { readLastDay } from '../../platform/days.ts';
import { londonHourOf } from '../../platform/london.ts';

/** The last day of what ends at this moment, as Postgres keeps days: 2026-11-30. */
export const lastDayBefore = (end: Date): string => londonHourOf(new Date(end.getTime() - 1)).day;

/** The moment at which such a day is over in London. */
export function endOfDay(text: string): Date {
  const [year, month, day] = text.split('-');
  const end = readLastDay({ 'until-day': day, 'until-month': month, 'until-year': year }, 'until');
  if (!end) throw new Error(`${text} is no day`);
  return end;
}
