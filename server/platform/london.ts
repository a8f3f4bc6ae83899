const hour = 3_600_000;

const london = new Intl.DateTimeFormat('en-CA', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
  timeZone: 'Europe/London',
});

/** A day and the hour of it, as the calendar and the clock in London have them. */
export interface LondonHour {
  /** Like 2027-03-28. */
  day: string;
  hour: number;
}

export function londonHourOf(moment: Date): LondonHour {
  const parts = Object.fromEntries(london.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { day: `${parts.year}-${parts.month}-${parts.day}`, hour: Number(parts.hour) };
}

/**
 * The moment at which it is this hour of this day in London; 24 is the end of the day. Where clocks are put forward past
 * it, the moment at which they are; where it comes twice, the first time.
 */
export function momentInLondon({ day, hour: wanted }: LondonHour): Date {
  const asIfInWinter = new Date(Date.parse(`${day}T00:00Z`) + wanted * hour);
  const anHourBefore = new Date(asIfInWinter.getTime() - hour);
  return londonHourOf(anHourBefore).hour === wanted % 24 ? anHourBefore : asIfInWinter;
}

export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(day) + days * 24 * hour).toISOString().slice(0, 10);

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: string): number => new Date(day).getUTCDay() || 7;
