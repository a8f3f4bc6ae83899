import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

let made = 0;

/** A thread as a line of a file has it, with what a test says in place of what is made up. */
export const makeThread = (parts: Record<string, unknown> = {}) => ({
  source: `https://example.org/threads/${++made}`,
  collection: 'mailing-list',
  title: `Thread ${made}`,
  body: 'How do others do this?',
  author_handle: 'robin',
  created_at: '2016-07-07T09:30:00+01:00',
  labels: [],
  replies: [{ author: 'kim', body: 'Like so.', created_at: '2016-07-08T10:00:00Z' }],
  suggested_points: [],
  ...parts,
});

/** Writes files of lines for one test file's tests, and removes them afterwards. */
export function useThreadsFiles() {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'threads-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  return {
    /** A file of these lines: objects as JSON, anything else as it is. */
    async write(...lines: (object | string | Buffer)[]): Promise<string> {
      const file = path.join(folder, `${++made}.jsonl`);
      const parts = lines.map((line) =>
        typeof line === 'string' || Buffer.isBuffer(line) ? line : JSON.stringify(line),
      );
      await writeFile(file, Buffer.concat(parts.flatMap((part) => [Buffer.from(part), Buffer.from('\n')])));
      return file;
    },
    get folder() {
      return folder;
    },
  };
}
