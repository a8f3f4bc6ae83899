import { isOneEditAway } from '../../../server/features/search/one-edit.ts';

test.each([
  ['attorny', 'attorney'],
  ['attorneyy', 'attorney'],
  ['attornay', 'attorney'],
  ['attonrey', 'attorney'],
  ['bins', 'bin'],
])('%s is one slip from %s', (one, other) => {
  expect([isOneEditAway(one, other), isOneEditAway(other, one)]).toEqual([true, true]);
});

test.each([
  ['attorney', 'attorney'],
  ['atorny', 'attorney'],
  ['abcd', 'badc'],
  ['', 'ab'],
])('%s is not one slip from %s', (one, other) => {
  expect([isOneEditAway(one, other), isOneEditAway(other, one)]).toEqual([false, false]);
});
