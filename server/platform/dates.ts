const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
});
const time = new Intl.DateTimeFormat('en-GB', {
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
  timeZone: 'Europe/London',
});

/** 3 March 2026, as the calendar in London has it. */
export function formatDate(when: Date | string | number): string {
  return day.format(new Date(when));
}

/** 3 March 2026 at 2:15pm */
export function formatDateTime(when: Date | string | number): string {
  return `${formatDate(when)} at ${formatTime(new Date(when))}`;
}

/** 2:15pm, 2pm, midday or midnight: GOV.UK style, since 12am and 12pm are read both ways. */
function formatTime(when: Date): string {
  const parts = time.format(when).replace(/\s/g, '').toLowerCase();
  if (parts === '12:00pm' || parts === '0:00pm') return 'midday';
  if (parts === '12:00am' || parts === '0:00am') return 'midnight';
  return parts.replace(/^0:/, '12:').replace(':00', '');
}
