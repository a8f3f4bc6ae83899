const day = 24 * 60 * 60 * 1000;

/** The day of a moment, as 2026-03-04. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** The Monday of its week. */
export function weekOf(moment: Date): string {
  const sinceMonday = (moment.getUTCDay() + 6) % 7;
  return dayOf(new Date(moment.getTime() - sinceMonday * day));
}
