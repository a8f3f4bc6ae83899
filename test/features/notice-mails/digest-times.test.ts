import { nextDigestAt } from '../../../server/features/notice-mails/digest-times.ts';

const usual = { digestHour: 9, digestWeekday: 5, days: [1, 2, 3, 4, 5], restsOnHolidays: true };
const next = (how: 'daily' | 'weekly', after: string, given: Partial<typeof usual> = {}) =>
  nextDigestAt(how, new Date(after), { ...usual, ...given }).toISOString();

test.each([
  ['before it, the same day', '2027-01-12T08:59:59.999Z', '2027-01-12T09:00:00.000Z'],
  ['at that very moment, the next', '2027-01-12T09:00:00.000Z', '2027-01-13T09:00:00.000Z'],
  ['on Friday after it, Monday', '2027-01-15T12:00:00.000Z', '2027-01-18T09:00:00.000Z'],
  ['in the week in which clocks go forward', '2027-03-25T12:00:00.000Z', '2027-03-30T08:00:00.000Z'],
  ['in the week in which clocks go back', '2027-10-29T12:00:00.000Z', '2027-11-01T09:00:00.000Z'],
  ['before Easter, the Tuesday after', '2026-04-02T12:00:00.000Z', '2026-04-07T08:00:00.000Z'],
])('daily: %s', (_when, after, expected) => {
  expect(next('daily', after)).toBe(expected);
});

test.each([
  ['the Friday after', '2027-01-12T12:00:00.000Z', '2027-01-15T09:00:00.000Z'],
  ['at that very moment, a week later', '2027-01-15T09:00:00.000Z', '2027-01-22T09:00:00.000Z'],
  ['Good Friday is no day for it: the Tuesday after', '2026-04-01T12:00:00.000Z', '2026-04-07T08:00:00.000Z'],
  ['on Easter Saturday: that Tuesday still', '2026-04-04T12:00:00.000Z', '2026-04-07T08:00:00.000Z'],
  ['after that Tuesday: the Friday', '2026-04-07T08:00:00.000Z', '2026-04-10T08:00:00.000Z'],
])('weekly: %s', (_when, after, expected) => {
  expect(next('weekly', after)).toBe(expected);
});

test.each([
  ['daily', '2027-03-27T12:00:00.000Z', ['2027-03-28T08:00:00.000Z', '2027-03-29T08:00:00.000Z']],
  ['daily', '2027-10-30T12:00:00.000Z', ['2027-10-31T09:00:00.000Z', '2027-11-01T09:00:00.000Z']],
] as const)(
  'a digest comes once a day, at its hour, on the days on which clocks change',
  (how, after, all) => {
    const everyDay = { days: [1, 2, 3, 4, 5, 6, 7], restsOnHolidays: false };
    const first = next(how, after, everyDay);
    expect([first, next(how, first, everyDay)]).toEqual(all);
  },
);

test.each([0, 1, 2])('at %i at night too', (digestHour) => {
  const times = { digestHour, days: [1, 2, 3, 4, 5, 6, 7], restsOnHolidays: false };
  for (const before of ['2027-03-26T12:00:00.000Z', '2027-10-29T12:00:00.000Z']) {
    const dates: string[] = [];
    let at = before;
    for (let days = 0; days < 4; days++) {
      at = next('daily', at, times);
      dates.push(new Date(new Date(at).getTime() + 3_600_000).toISOString().slice(0, 10));
    }
    expect(new Set(dates).size).toBe(4);
  }
});

test('a weekly digest comes on its day, also where no daily one would', () => {
  expect(next('weekly', '2027-01-12T12:00:00.000Z', { digestWeekday: 7 })).toBe('2027-01-17T09:00:00.000Z');
});

test('bank holidays are days like others to whoever says so', () => {
  expect(next('weekly', '2026-04-01T12:00:00.000Z', { restsOnHolidays: false })).toBe(
    '2026-04-03T08:00:00.000Z',
  );
});
