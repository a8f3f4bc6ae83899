import { nextWorkingMoment } from '../../../server/features/notice-mails/working-hours.ts';

const usual = { hoursFrom: 8, hoursTo: 18, days: [1, 2, 3, 4, 5], restsOnHolidays: true };
const next = (from: string, given: Partial<typeof usual> = {}) =>
  nextWorkingMoment(new Date(from), { ...usual, ...given }).toISOString();

test.each([
  ['within them', '2027-01-12T10:04:00.000Z', '2027-01-12T10:04:00.000Z'],
  ['at their first minute', '2027-01-12T08:00:00.000Z', '2027-01-12T08:00:00.000Z'],
  ['in their last', '2027-01-12T17:59:00.000Z', '2027-01-12T17:59:00.000Z'],
  ['early in the morning', '2027-01-12T05:00:00.000Z', '2027-01-12T08:00:00.000Z'],
  ['at their end', '2027-01-12T18:00:00.000Z', '2027-01-13T08:00:00.000Z'],
  ['on a Friday evening', '2027-01-15T19:00:00.000Z', '2027-01-18T08:00:00.000Z'],
  ['on a Sunday', '2027-01-17T10:00:00.000Z', '2027-01-18T08:00:00.000Z'],
  ['in summer, by London’s clock', '2027-07-13T07:30:00.000Z', '2027-07-13T07:30:00.000Z'],
  ['on a summer’s evening', '2027-07-13T17:00:00.000Z', '2027-07-14T07:00:00.000Z'],
  ['before the day on which clocks go forward', '2027-03-25T18:30:00.000Z', '2027-03-30T07:00:00.000Z'],
  ['before the day on which clocks go back', '2027-10-29T17:30:00.000Z', '2027-11-01T08:00:00.000Z'],
  ['on Maundy Thursday evening', '2026-04-02T18:00:00.000Z', '2026-04-07T07:00:00.000Z'],
  ['on the substitute for Boxing Day', '2026-12-28T10:00:00.000Z', '2026-12-29T08:00:00.000Z'],
])('mail of a moment %s', (_when, from, expected) => {
  expect(next(from)).toBe(expected);
});

test('bank holidays are days like others to whoever says so', () => {
  expect(next('2026-12-28T10:00:00.000Z', { restsOnHolidays: false })).toBe('2026-12-28T10:00:00.000Z');
});

test('hours and days are whatever somebody chose', () => {
  const saturdays = { hoursFrom: 0, hoursTo: 24, days: [6] };
  expect(next('2027-01-15T23:59:00.000Z', saturdays)).toBe('2027-01-16T00:00:00.000Z');
  expect(next('2027-01-16T23:59:00.000Z', saturdays)).toBe('2027-01-16T23:59:00.000Z');
  expect(next('2027-01-17T00:00:00.000Z', saturdays)).toBe('2027-01-23T00:00:00.000Z');
});
