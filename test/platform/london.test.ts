import { dayAfter, londonHourOf, momentInLondon, weekdayOf } from '../../server/platform/london.ts';

test.each([
  ['2027-01-15', 9, '2027-01-15T09:00:00.000Z'],
  ['2027-07-15', 9, '2027-07-15T08:00:00.000Z'],
  ['2027-07-15', 0, '2027-07-14T23:00:00.000Z'],
  ['2027-07-15', 24, '2027-07-15T23:00:00.000Z'],
  // Clocks go forward at 1am on 28 March and back at 2am on 31 October.
  ['2027-03-28', 0, '2027-03-28T00:00:00.000Z'],
  ['2027-03-28', 1, '2027-03-28T01:00:00.000Z'],
  ['2027-03-28', 2, '2027-03-28T01:00:00.000Z'],
  ['2027-03-28', 9, '2027-03-28T08:00:00.000Z'],
  ['2027-10-31', 0, '2027-10-30T23:00:00.000Z'],
  ['2027-10-31', 1, '2027-10-31T00:00:00.000Z'],
  ['2027-10-31', 2, '2027-10-31T02:00:00.000Z'],
  ['2027-10-31', 9, '2027-10-31T09:00:00.000Z'],
])('%s at %i in London is %s', (day, hour, moment) => {
  expect(momentInLondon({ day, hour }).toISOString()).toBe(moment);
});

test('every hour of both days on which clocks change is found again', () => {
  for (const day of ['2027-03-28', '2027-10-31'])
    for (let hour = 0; hour < 24; hour++) {
      const isSkipped = day === '2027-03-28' && hour === 1;
      expect(londonHourOf(momentInLondon({ day, hour }))).toEqual({ day, hour: isSkipped ? 2 : hour });
    }
});

test('days follow one another, whatever clocks do', () => {
  expect(dayAfter('2027-03-27')).toBe('2027-03-28');
  expect(dayAfter('2027-03-28')).toBe('2027-03-29');
  expect(dayAfter('2027-12-31', 1)).toBe('2028-01-01');
  expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29');
  expect([weekdayOf('2027-03-28'), weekdayOf('2027-03-29')]).toEqual([7, 1]);
});
