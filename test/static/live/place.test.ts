import { pathToFileURL } from 'node:url';

const { findPlace, inOrder } = await import(pathToFileURL('static/js/live/place.js').href);

const whole = { isFirst: true, isLast: true };
const thread = ['000001.000000.000001', '000001.000003.000003', '000002.000000.000002'];

test.each([
  ['an answer to the topic comes last', '000004.000000.000004', 3],
  ['an answer to a reply follows it', '000001.000003.000005', 2],
  ['a second branch follows the first', '000001.000006.000006', 2],
])('oldest first: %s', (_what, place, before) => {
  expect(findPlace(place, thread, inOrder.oldest, whole)).toEqual({ before, on: 'this' });
});

test.each([
  ['an answer to the topic comes first', '000004.000000.000004', 0],
  ['an answer to the older reply stays under it', '000001.000003.000005', 3],
  ['an answer to the newer reply stays under it', '000002.000006.000006', 1],
])('newest first: %s', (_what, place, before) => {
  const newestFirst = [...thread].sort(inOrder.newest);
  expect(newestFirst).toEqual([thread[2], thread[0], thread[1]]);
  expect(findPlace(place, newestFirst, inOrder.newest, whole)).toEqual({ before, on: 'this' });
});

test('what belongs before or after a page in the middle is on another page', () => {
  const middle = { isFirst: false, isLast: false };
  expect(findPlace('000000.000000.000000', thread, inOrder.oldest, middle).on).toBe('earlier');
  expect(findPlace('000009.000000.000009', thread, inOrder.oldest, middle).on).toBe('later');
  expect(findPlace('000001.000003.000005', thread, inOrder.oldest, middle).on).toBe('this');
});

test('an empty page that is the only one takes everything', () => {
  expect(findPlace('000001.000000.000001', [], inOrder.oldest, whole)).toEqual({ before: 0, on: 'this' });
});
