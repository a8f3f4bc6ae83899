import { workingDaysLater, workingMinutesBetween } from '../../server/platform/working-days.ts';

test.each([
  ['in a week like others', '2027-01-12T10:04:00.000Z', '2027-01-15T10:04:00.000Z'],
  ['over a weekend', '2027-01-15T10:00:00.000Z', '2027-01-20T10:00:00.000Z'],
  ['begun on a Saturday', '2027-01-16T15:00:00.000Z', '2027-01-21T09:00:00.000Z'],
  ['over Easter, with two bank holidays', '2026-04-02T09:30:00.000Z', '2026-04-09T09:30:00.000Z'],
  ['begun on a bank holiday', '2026-05-04T12:00:00.000Z', '2026-05-08T08:00:00.000Z'],
  ['over Christmas, with a substitute day', '2026-12-24T12:00:00.000Z', '2026-12-31T12:00:00.000Z'],
  ['over the day on which clocks go forward', '2027-03-24T10:00:00.000Z', '2027-03-31T09:00:00.000Z'],
])('three working days %s', (_when, from, expected) => {
  expect(workingDaysLater(new Date(from), 3).toISOString()).toBe(expected);
});

test.each([
  ['within a day', '2027-01-12T10:00:00Z', '2027-01-12T11:30:00Z', 90],
  ['from before work until after it', '2027-01-12T06:00:00Z', '2027-01-12T22:00:00Z', 480],
  ['over a weekend', '2027-01-15T16:00:00Z', '2027-01-18T10:00:00Z', 120],
  ['on a Sunday alone', '2027-01-17T10:00:00Z', '2027-01-17T12:00:00Z', 0],
  ['over Easter', '2026-04-02T15:00:00Z', '2026-04-07T09:00:00Z', 120],
  ['in summer, by London’s clock', '2027-07-13T08:00:00Z', '2027-07-13T08:30:00Z', 30],
])('working minutes %s', (_when, from, to, expected) => {
  expect(workingMinutesBetween(new Date(from), new Date(to))).toBe(expected);
});
