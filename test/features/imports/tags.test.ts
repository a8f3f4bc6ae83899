import { tagsOf } from '../../../server/features/imports/tags.ts';

test('labels become tags as people would type them', () => {
  expect(
    tagsOf(['Needs-Review', 'needs-review', 'dept:[HMRC](https://example.org/hmrc)', 'C#', 'a,b']),
  ).toEqual(['needs-review', 'dept hmrc', 'c#', 'a b']);
});

test('labels that make no tag are left out: blank, too short or too long, and all after six', () => {
  expect(tagsOf(['', '<>', 'x', 'y'.repeat(41), '\0\ud800'])).toEqual([]);
  expect(tagsOf(['t1', 't2', 't3', 't4', 't5', 't6', 't7'])).toHaveLength(6);
});
