import { formatDate, formatDateTime } from '../../server/platform/dates.ts';

test('a date is the one that the calendar in London shows', () => {
  expect(formatDate('2026-03-03T23:30:00Z')).toBe('3 March 2026');
  expect(formatDate('2026-07-03T23:30:00Z')).toBe('4 July 2026');
});

test('a time is written as people say it, by the clock in London', () => {
  expect(formatDateTime('2026-03-03T14:15:00Z')).toBe('3 March 2026 at 2:15pm');
  expect(formatDateTime('2026-07-03T14:15:00Z')).toBe('3 July 2026 at 3:15pm');
  expect(formatDateTime('2026-03-03T09:05:59Z')).toBe('3 March 2026 at 9:05am');
  expect(formatDateTime('2026-03-03T14:00:00Z')).toBe('3 March 2026 at 2pm');
});

test('twelve o’clock is midday or midnight, never 12am or 12pm', () => {
  expect(formatDateTime('2026-03-03T12:00:00Z')).toBe('3 March 2026 at midday');
  expect(formatDateTime('2026-03-03T00:00:09Z')).toBe('3 March 2026 at midnight');
  expect(formatDateTime('2026-03-03T12:01:00Z')).toBe('3 March 2026 at 12:01pm');
  expect(formatDateTime('2026-03-03T00:01:00Z')).toBe('3 March 2026 at 12:01am');
});

test('the hour that comes twice when clocks go back keeps its name, the one that is skipped never shows', () => {
  expect(formatDateTime('2026-10-25T00:30:00Z')).toBe('25 October 2026 at 1:30am');
  expect(formatDateTime('2026-10-25T01:30:00Z')).toBe('25 October 2026 at 1:30am');
  expect(formatDateTime('2026-03-29T00:59:00Z')).toBe('29 March 2026 at 12:59am');
  expect(formatDateTime('2026-03-29T01:00:00Z')).toBe('29 March 2026 at 2am');
});

test('a day that came without a time is shown without one', () => {
  expect(formatDateTime('2026-03-03T00:00:00Z')).toBe('3 March 2026');
  expect(formatDateTime('2026-07-02T23:00:00Z')).toBe('3 July 2026');
});
