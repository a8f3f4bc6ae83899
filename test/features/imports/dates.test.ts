import { datesOf } from '../../../server/features/imports/dates.ts';
import { readThreadLine } from '../../../server/features/imports/thread-line.ts';
import { makeThread } from '../../support/threads-file.ts';

const now = new Date('2026-01-01T12:00:00Z');

function datesFrom(created_at: unknown, ...replied: unknown[]) {
  const replies = replied.map((date) => ({ body: 'x', created_at: date }));
  const read = readThreadLine(JSON.stringify(makeThread({ created_at, replies })));
  if ('problem' in read) throw new Error(read.problem);
  const { createdAt, repliedAt, lastActivityAt } = datesOf(read.thread, now);
  return [createdAt, ...repliedAt, lastActivityAt].map((date) => date.toISOString());
}

test('a time is kept, with its zone or in UTC without one; a day begins at midnight in London', () => {
  expect(datesFrom('2016-07-07T09:30:00+01:00')[0]).toBe('2016-07-07T08:30:00.000Z');
  expect(datesFrom('2016-07-07T09:30:00')[0]).toBe('2016-07-07T09:30:00.000Z');
  expect(datesFrom('2016-07-07')[0]).toBe('2016-07-06T23:00:00.000Z');
  expect(datesFrom('2016-01-07')[0]).toBe('2016-01-07T00:00:00.000Z');
});

test('the last activity is the latest of all, in whatever order they are', () => {
  const [first, second] = ['2016-01-09T00:00:00.000Z', '2016-01-08T00:00:00.000Z'];
  expect(datesFrom('2016-01-07', '2016-01-09', '2016-01-08')).toEqual([
    '2016-01-07T00:00:00.000Z',
    first,
    second,
    first,
  ]);
});

test('a reply without a date has that of the one before it', () => {
  expect(datesFrom('2016-01-07', null, '2016-01-08', null).slice(1, 4)).toEqual([
    '2016-01-07T00:00:00.000Z',
    '2016-01-08T00:00:00.000Z',
    '2016-01-08T00:00:00.000Z',
  ]);
});

test('a thread without a date has the earliest of its replies, or else that of the import', () => {
  expect(datesFrom(null, null, '2016-01-09', '2016-01-08')[0]).toBe('2016-01-08T00:00:00.000Z');
  expect(datesFrom(null, null)).toEqual([now, now, now].map((date) => date.toISOString()));
});
