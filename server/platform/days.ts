import { z } from 'zod';
import { clock } from './clock.ts';
import { formatDate } from './dates.ts';
import { textField } from './forms.ts';
import { momentInLondon } from './london.ts';

const hour = 3_600_000;

interface DayRules {
  /** What to say when nothing was entered; without it the day may be left out. */
  missing?: string;
  /** How many days from now it may be at most. */
  withinDays?: number;
  /** Whether it is a day that has come. */
  hasCome?: boolean;
}

/** A form with a day in it, which components/date-input.hbs asks for in three fields, and with what is asked for after it. */
export function withDay<
  T extends z.ZodRawShape,
  N extends string,
  A extends z.ZodRawShape = Record<never, never>,
>(before: T, name: N, rules: DayRules, after: A = {} as A) {
  return z.object({ ...before, ...dayFields(name), ...after }).superRefine((values, check) => {
    const message = whatIsWrong(readLastDay(values, name), rules);
    if (message) check.addIssue({ code: 'custom', path: [`${name}-day`], message });
  });
}

const dayFields = <N extends string>(name: N) =>
  ({
    [`${name}-day`]: textField('Day', { max: 20 }),
    [`${name}-month`]: textField('Month', { max: 20 }),
    [`${name}-year`]: textField('Year', { max: 20 }),
  }) as Record<`${N}-${'day' | 'month' | 'year'}`, ReturnType<typeof textField>>;

/**
 * The moment at which the day that was entered is over in London: what holds until a day holds all of it. `null` where
 * nothing was entered, `undefined` where it is no day.
 */
export function readLastDay(values: Record<string, unknown>, name: string): Date | null | undefined {
  const typed = ['day', 'month', 'year'].map((part) => String(values[`${name}-${part}`] ?? '').trim());
  if (typed.every((part) => part === '')) return null;
  if (!typed.every((part) => /^\d{1,4}$/.test(part))) return undefined;
  const [day = 0, month = 0, year = 0] = typed.map(Number);
  const start = new Date(Date.UTC(year, month - 1, day));
  // Of what ends with the year 9999 the end would be in a year that Postgres does not read.
  const isReal =
    year >= 2000 && year < 9999 && start.getUTCMonth() === month - 1 && start.getUTCDate() === day;
  if (!isReal) return undefined;
  return momentInLondon({ day: start.toISOString().slice(0, 10), hour: 24 });
}

/** The last day of what ends at this moment, in words. */
export const formatLastDay = (end: Date): string => formatDate(end.getTime() - 1);

function whatIsWrong(
  end: Date | null | undefined,
  { missing, withinDays, hasCome }: DayRules,
): string | undefined {
  if (end === null) return missing;
  if (end === undefined) return 'Enter a real date, like 27 3 2027';
  const now = clock.now().getTime();
  if (hasCome) return end.getTime() - 24 * hour > now ? 'The date must be today or earlier' : undefined;
  if (end.getTime() <= now) return 'The date must be today or later';
  if (withinDays && end.getTime() > now + (withinDays + 1) * 24 * hour) {
    const last = new Date(now + (withinDays + 1) * 24 * hour);
    return `The date must be ${formatLastDay(last)} or earlier`;
  }
  return undefined;
}
