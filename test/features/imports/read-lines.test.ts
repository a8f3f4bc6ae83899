import { readLines } from '../../../server/features/imports/read-lines.ts';
import { useThreadsFiles } from '../../support/threads-file.ts';

const files = useThreadsFiles();

async function linesOf(...lines: (string | Buffer)[]) {
  const found = [];
  for await (const line of readLines(await files.write(...lines))) found.push(line);
  return found;
}

test('lines have their numbers in the file, and how far it has been read with them', async () => {
  expect(await linesOf('one', '', ' \t', 'fünf\r')).toEqual([
    { number: 1, bytes: 4, text: 'one' },
    { number: 4, bytes: 15, text: 'fünf\r' },
  ]);
});

test('a file may begin with a byte order mark, and be empty', async () => {
  expect(await linesOf('\ufeffone')).toMatchObject([{ text: 'one' }]);
  expect(await linesOf()).toEqual([]);
});

test('what the JSON of a line may have in it does not end the line', async () => {
  expect(await linesOf('a\u2028b\u0085c')).toMatchObject([{ text: 'a\u2028b\u0085c' }]);
});

test('a line longer than any piece that is read at once is whole, also where a character is cut', async () => {
  const long = 'é'.repeat(400_001);
  expect(await linesOf(`x${long}`, 'next')).toMatchObject([
    { text: `x${long}` },
    { number: 2, text: 'next' },
  ]);
});

test('a line too long to hold is refused, and the next is read', async () => {
  const lines = await linesOf(Buffer.alloc(20_000_001, 'x'), 'next');
  expect(lines).toMatchObject([
    { number: 1, problem: 'it is longer than 20 MB' },
    { number: 2, text: 'next' },
  ]);
});
