import { execFile } from 'node:child_process';
import path from 'node:path';
import { makeThread, useThreadsFiles } from './support/threads-file.ts';

const files = useThreadsFiles();
const cli = path.resolve('server/cli.ts');

/** Runs a command as npm does where nodes run, without the owner of the database, and gives what it said and how it ended. */
function run(args: string[], settings: Record<string, string> = {}, folder = files.folder) {
  const env = { ...process.env, INIT_CWD: folder, DATABASE_OWNER_URL: '', ...settings };
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const ran = execFile(process.execPath, [cli, ...args], { env }, (_, out, err) =>
      resolve({ code: ran.exitCode ?? -1, out, err }),
    );
  });
}

test('import says what it does, names the lines it refused and ends with 1; without any it ends with 0', async () => {
  const good = makeThread();
  const file = await files.write(good, 'not JSON', makeThread({ title: '' }));
  const first = await run(['import', path.basename(file)]);
  expect(first).toEqual({
    code: 1,
    out: 'Imported 1 topic with 1 reply. 0 were already there. 2 lines were refused.\n',
    err: 'Line 2 was refused: it is not valid JSON.\nLine 3 was refused: title is empty.\n100%  1 topic imported, 0 already there\n',
  });
  const again = await run(['import', await files.write(good), '--public']);
  expect(again).toMatchObject({
    code: 0,
    out: 'Imported 0 topics with 0 replies. 1 was already there. 0 lines were refused.\n',
  });
});

test('migrate says that it is done', async () => {
  const out = 'The database is up to date.\n';
  const DATABASE_OWNER_URL = process.env.DATABASE_OWNER_URL as string;
  expect(await run(['migrate'], { DATABASE_OWNER_URL })).toEqual({ code: 0, out, err: '' });
});

test('create-admin says what to do next', async () => {
  const { code, out } = await run(['create-admin', 'first@camden.gov.uk', '--name', 'First Admin']);
  expect(code).toBe(0);
  expect(out).toContain(
    'First Admin (first@camden.gov.uk, Camden) is now an administrator.\nNext: open http',
  );
  expect(out).toContain('asked to add a passkey');
});

test('bounced says how many became dormant by it', async () => {
  await run(['create-admin', 'bounces@camden.gov.uk']);
  const addresses = ['Bounces@camden.gov.uk', 'nobody@camden.gov.uk', 'not an address'];
  const said = 'now dormant. 2 addresses belonged to nobody who could sign in.\n';
  expect(await run(['bounced', ...addresses])).toMatchObject({ code: 0, out: `1 person is ${said}` });
});

test.each([
  [
    'a refusal',
    ['create-admin', 'x@example.com'],
    {},
    'No council in the group has addresses at example.com.\n',
  ],
  ['a file that is not there', ['import', 'gone.jsonl'], {}, /^There is no file .*gone\.jsonl\.\n$/],
  ['a wrong setting', ['import', 'x'], { PORT: 'x' }, /^The settings are not right\. PORT must be.*\n$/],
  [
    'no database',
    ['import', 'x'],
    { DATABASE_URL: 'postgres://127.0.0.1:1/x' },
    /^The database does not let us in.*\n$/,
  ],
  ['a command that is none', ['improt'], {}, /^error: unknown command 'improt'/],
])('%s is told in a sentence, and it ends with 1', async (_, args, settings, sentence) => {
  expect(await run(args, settings)).toMatchObject({ code: 1, out: '', err: expect.stringMatching(sentence) });
});
