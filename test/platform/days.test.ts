import { readLastDay } from '../../server/platform/days.ts';

const read = (day: string, month: string, year: string) =>
  readLastDay({ 'until-day': day, 'until-month': month, 'until-year': year }, 'until');

test.each([
  ['31', '12', '1999'],
  ['31', '12', '9999'],
  ['1', '1', '10000'],
  ['31', '2', '2027'],
  ['0', '1', '2027'],
  ['1', '13', '2027'],
  ['1e1', '1', '2027'],
  ['', '1', '2027'],
])('%s %s %s is no last day that can be kept', (day, month, year) => {
  expect(read(day, month, year)).toBeUndefined();
});

test('a day is over at midnight in London, in summer and in winter', () => {
  expect(read('30', '6', '2027')?.toISOString()).toBe('2027-06-30T23:00:00.000Z');
  expect(read('31', '12', '9998')?.toISOString()).toBe('9999-01-01T00:00:00.000Z');
  expect(read('', '', '')).toBeNull();
});
