const london = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  hourCycle: 'h23',
  timeZone: 'Europe/London',
});

const anHour = 3_600_000;
const hoursAtMost = 20_000;
/** What the calendar and the clock in London say in an hour: asked once for each hour, since asking is slow. */
const hours = new Map<number, { day: string; hour: number }>();

/** 3 March 2026, as the calendar in London has it. */
export function formatDate(when: Date | string | number): string {
  return inLondon(new Date(when)).day;
}

/**
 * 3 March 2026 at 2:15pm. Midnight to the millisecond is a day that came without a time, as imported ones can: to
 * name one would be to make it up.
 */
export function formatDateTime(when: Date | string | number): string {
  const moment = new Date(when);
  const { day, hour } = inLondon(moment);
  if (hour === 0 && moment.getTime() % anHour === 0) return day;
  return `${day} at ${formatTime(hour, moment.getUTCMinutes())}`;
}

function inLondon(moment: Date) {
  const at = Math.floor(moment.getTime() / anHour);
  const known = hours.get(at);
  if (known) return known;
  const parts = Object.fromEntries(london.formatToParts(moment).map(({ type, value }) => [type, value]));
  const found = { day: `${parts.day} ${parts.month} ${parts.year}`, hour: Number(parts.hour) };
  if (hours.size >= hoursAtMost) hours.clear();
  hours.set(at, found);
  return found;
}

/** 2:15pm, 2pm, midday or midnight: GOV.UK style, since 12am and 12pm are read both ways. */
export function formatTime(hour: number, minute = 0): string {
  if (minute === 0 && hour === 0) return 'midnight';
  if (minute === 0 && hour === 12) return 'midday';
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}
