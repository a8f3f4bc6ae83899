import { hasCollisions, mergeTexts, mergeWords } from '../../server/platform/merge-texts.ts';
import { busySoFar } from '../support/busy.ts';

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
  const began = busySoFar();
  const { text } = merge(long('b'), long('c'), long('d'));
  expect(busySoFar() - began).toBeLessThan(2000);
  expect([text.includes(long('c')), text.includes(long('d'))]).toEqual([true, true]);
});

test.each([
  ['lines', '\n', 2900],
  ['words', ' ', 2900],
])('nor do fewer of them, as %s', (_what, between, many) => {
  let seed = 1;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % 2 ? 'a' : 'b';
  };
  const text = () => Array.from({ length: many }, next).join(between);
  const three = [text(), text(), text()] as const;
  const began = busySoFar();
  expect(merge(...three).text).toContain(three[1]);
  expect(busySoFar() - began).toBeLessThan(1000);
});

test('a long text with an empty line after each is put together', () => {
  const text = (changed: number) =>
    Array.from({ length: 500 }, (_, at) => `Line ${at}${at === changed ? ' changed' : ''}\n\n`).join('');
  const { text: both, collisions } = merge(text(-1), text(10), text(300));
  expect([collisions, both.match(/changed/g)?.length]).toEqual([0, 2]);
});
