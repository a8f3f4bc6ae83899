import { hasCollisions, mergeTexts, mergeWords } from '../../server/platform/merge-texts.ts';

const merge = (base: string, mine: string, theirs: string) =>
  mergeTexts({ base, mine, theirs }, { theirsIs: 'Saved by Ada' });

test.each([
  ['different lines', 'a\n\nb\n', 'a\n\nb\n\nc\n', 'A\n\nb\n', 'A\n\nb\n\nc\n'],
  ['different words of a line', 'a b c d\nx', 'a B c d\nx', 'a b c D\ny', 'a B c D\ny'],
  ['the same change twice', 'one\n', 'two\n', 'two\n', 'two\n'],
  ['one side alone', 'one\n', 'one\n', 'two\n', 'two\n'],
  ['spaces and ends of lines', 'a  b\t\n\nc', 'a  b\t\n\nc\n', 'A  b\t\n\nc', 'A  b\t\n\nc\n'],
])('%s are put together', (_what, base, mine, theirs, both) => {
  expect(merge(base, mine, theirs)).toEqual({ text: both, collisions: 0 });
});

test('what collides is there twice, between lines that say whose is whose, and the rest is put together', () => {
  const { text, collisions } = merge('a\nsame\nz\n', 'mine\nsame\nz\nend\n', 'theirs\nsame\nz\n');
  expect(collisions).toBe(1);
  expect(text).toBe(
    '---- Both of you changed this. Saved by Ada: ----\ntheirs\n---- Yours: ----\nmine\n' +
      '---- End of what both of you changed ----\nsame\nz\nend\n',
  );
  expect(hasCollisions(text)).toBe(true);
  expect(hasCollisions('---- a line of dashes ----\n')).toBe(false);
});

test('a text that one side deleted and the other changed is not lost', () => {
  expect(merge('a\n', '', 'b\n').text).toContain('Saved by Ada: ----\nb\n---- Yours: ----\n----');
  expect(mergeWords({ base: 'one two', mine: 'one three', theirs: 'one four' })).toBeUndefined();
});

test('long texts of the same few words hold nobody up', () => {
  const long = (word: string) => Array.from({ length: 25_000 }, (_, at) => (at % 3 ? 'a' : word)).join('\n');
  const began = performance.now();
  const { text } = merge(long('b'), long('c'), long('d'));
  expect(performance.now() - began).toBeLessThan(2000);
  expect([text.includes(long('c')), text.includes(long('d'))]).toEqual([true, true]);
});
