import { eq } from 'drizzle-orm';
import { importThreads } from '../../../server/features/imports/import-threads.ts';
import { readThreadLine } from '../../../server/features/imports/thread-line.ts';
import { topics } from '../../../server/features/topics/tables.ts';
import { closeDatabase, db, openDatabase } from '../../../server/platform/database.ts';
import { makeThread, useThreadsFiles } from '../../support/threads-file.ts';

const files = useThreadsFiles();

beforeAll(() => void openDatabase(process.env.DATABASE_URL as string));
afterAll(closeDatabase);

const reply = { author: 'kim', body: 'Like so.', created_at: '2016-07-08' };
const nextYear = String(new Date().getFullYear() + 1);

test.each([
  ['{"source": "cut short', 'it is not valid JSON'],
  ['[1, 2]', 'it must be an object'],
  ['null', 'it must be an object'],
  [{ title: undefined }, 'title is missing'],
  [{ title: null }, 'title is missing'],
  [{ title: 7 }, 'title must be text'],
  [{ title: ' \n\u200b' }, 'title is empty'],
  [{ title: 'x'.repeat(301) }, 'title is longer than 300 characters'],
  [{ source: '' }, 'source is empty'],
  [{ source: undefined }, 'source is missing'],
  [{ body: '' }, 'body is empty'],
  [{ body: ['text'] }, 'body must be text'],
  [{ body: 'a\0b' }, 'body has a NUL character, which cannot be kept'],
  [{ body: 'a\ud800b' }, 'body has half a character (a lone surrogate)'],
  [{ body: 'x'.repeat(100_001) }, 'body is longer than 100,000 characters'],
  [{ author_handle: 'x'.repeat(101) }, 'author_handle is longer than 100 characters'],
  [{ author_handle: 'a\0' }, 'author_handle has a NUL character, which cannot be kept'],
  [{ created_at: 'yesterday' }, 'created_at must be a date such as 2016-07-07 or 2016-07-07T09:30:00Z'],
  [{ created_at: '2016-02-30' }, 'created_at must be a date such as 2016-07-07 or 2016-07-07T09:30:00Z'],
  [{ created_at: 1467880200 }, 'created_at must be a date such as 2016-07-07 or 2016-07-07T09:30:00Z'],
  [{ created_at: `${nextYear}-07-07` }, 'created_at is in the future'],
  [{ created_at: '0001-01-01' }, 'created_at is before 1970'],
  [{ kind: 'poem' }, 'kind must be one of question, guidance, pattern'],
  [{ labels: 'one, two' }, 'labels must be a list'],
  [{ labels: ['one', 2] }, 'entry 2 of labels must be text'],
  [{ suggested_points: ['1'] }, 'entry 1 of suggested_points must be a whole number'],
  [{ replies: {} }, 'replies must be a list'],
  [{ replies: [reply, 'text'] }, 'reply 2 must be an object'],
  [{ replies: [reply, { ...reply, body: undefined }] }, 'body of reply 2 is missing'],
  [{ replies: [{ ...reply, created_at: `${nextYear}-01-01` }] }, 'created_at of reply 1 is in the future'],
])('%j is refused', (given, problem) => {
  const line = typeof given === 'string' ? given : JSON.stringify(makeThread(given));
  expect(readThreadLine(line)).toEqual({ problem });
});

test('what may be left out may also be empty', () => {
  const { source, title, body } = makeThread();
  const nothing = {
    created_at: null,
    author_handle: null,
    labels: null,
    suggested_points: null,
    replies: null,
  };
  for (const line of [
    { source, title, body },
    { source, title, body, ...nothing, other: 1 },
  ]) {
    expect(readThreadLine(JSON.stringify(line))).toMatchObject({
      thread: { title, author_handle: 'Unknown author', labels: [], suggested_points: [], replies: [] },
    });
  }
});

test('a bad line is refused by its number and the reason, whole, and the others are imported', async () => {
  const refused: [number, string][] = [];
  const file = await files.write(
    makeThread({ title: 'The first' }),
    makeThread({ title: 'One bad reply', replies: [reply, { ...reply, body: 'a\0' }] }),
    '',
    Buffer.from('{"title": "\xff"}', 'latin1'),
    'not JSON',
    makeThread({ title: 'The last' }),
  );
  const summary = await importThreads(file, {
    visibility: 'public',
    refused: (line, reason) => refused.push([line, reason]),
  });
  expect(refused).toEqual([
    [2, 'body of reply 2 has a NUL character, which cannot be kept'],
    [4, 'it is not text in UTF-8'],
    [5, 'it is not valid JSON'],
  ]);
  expect(summary).toEqual({ topics: 2, replies: 2, alreadyThere: 0, refused: 3, stopped: false });
  expect(await db.$count(topics, eq(topics.title, 'The last'))).toBe(1);
  expect(await db.$count(topics, eq(topics.title, 'One bad reply'))).toBe(0);
});
