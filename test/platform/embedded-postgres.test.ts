import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { ask } from '../support/databases.ts';
import { childrenOf, gone, kill } from '../support/processes.ts';

let folder: string;
let dataDir: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'standard practice '));
  await chmod(folder, 0o755);
  dataDir = path.join(folder, 'data');
});

afterEach(async () => {
  await rm(await realpath(path.join(dataDir, 'postgres')), { recursive: true });
  await rm(folder, { recursive: true });
});

test('data is kept from one start to the next, and so is the address', async () => {
  const first = await startEmbeddedPostgres(dataDir);
  await ask(first.ownerUrl, "create table notes as select 'kept' as note");
  await first.stop();
  const second = await startEmbeddedPostgres(dataDir);
  expect(await ask(second.ownerUrl, 'select note from notes')).toEqual([{ note: 'kept' }]);
  expect(second.ownerUrl).toBe(first.ownerUrl);
  await second.stop();
});

test('search tells letters from curly quotes, and names come in the order people expect', async () => {
  const { ownerUrl, stop } = await startEmbeddedPostgres(dataDir);
  await ask(ownerUrl, 'create extension pg_trgm; create extension unaccent');
  expect(
    await ask(ownerUrl, "select unaccent('café'), similarity('council', 'counsil') > 0.3 as alike"),
  ).toEqual([{ unaccent: 'cafe', alike: true }]);
  expect(await ask(ownerUrl, "select to_tsvector('english', '“hello” café—dash')::text as words")).toEqual([
    { words: "'café':2 'dash':3 'hello':1" },
  ]);
  const names = await ask(
    ownerUrl,
    "select name from unnest(array['Zoe', 'de Souza', 'Émile', 'Ann']) name order by name",
  );
  expect(names.map(({ name }) => name)).toEqual(['Ann', 'de Souza', 'Émile', 'Zoe']);
  await stop();
});

test('a place that cannot hold data is named in a sentence', async () => {
  await startEmbeddedPostgres(dataDir).then(({ stop }) => stop());
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  for (const wrong of [file, path.join(file, 'data')]) {
    await expect(startEmbeddedPostgres(wrong)).rejects.toThrow(
      `DATA_DIR is ${wrong}, where no folder can be made`,
    );
  }
});

test('a second start on the same data is refused in one sentence, and the first goes on', async () => {
  const { ownerUrl, stop } = await startEmbeddedPostgres(dataDir);
  await expect(startEmbeddedPostgres(dataDir)).rejects.toThrow(/^Standard Practice is already running here/);
  expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await stop();
});

test('of two first starts at once, one is refused', async () => {
  const starts = await Promise.allSettled([startEmbeddedPostgres(dataDir), startEmbeddedPostgres(dataDir)]);
  const refused = starts.filter((start) => start.status === 'rejected');
  expect(refused.map(({ reason }) => String(reason))).toEqual([
    expect.stringMatching(/already running here/),
  ]);
  await starts.find((start) => start.status === 'fulfilled')?.value.stop();
});

test('another process finds the one that runs', async () => {
  expect(await findEmbeddedPostgres(dataDir)).toBeUndefined();
  const { ownerUrl, stop } = await startEmbeddedPostgres(dataDir);
  expect(await findEmbeddedPostgres(dataDir)).toMatchObject({ ownerUrl });
  await stop();
  expect(await findEmbeddedPostgres(dataDir)).toBeUndefined();
});

describe('after the process that started it was killed', () => {
  let holder: number;
  let server: number;
  let watcher: number;

  beforeEach(async () => {
    const started = spawn(process.execPath, ['test/support/hold-postgres.ts', dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = await once(started.stdout, 'data');
    holder = started.pid as number;
    server = Number.parseInt(await readFile(pidFile(), 'utf8'), 10);
    watcher = (await childrenOf(holder)).find((pid) => pid !== server) as number;
    await ask(String(url).trim(), "create table notes as select 'kept' as note");
  });

  test('Postgres stops by itself, and nothing is lost', async () => {
    await kill(holder);
    await gone(server);
    await expectKept();
  });

  test('a start that does not wait for that loses nothing', async () => {
    await kill(holder);
    await expectKept();
  });

  test('a Postgres that nobody stopped is taken over', async () => {
    await kill(watcher, holder);
    await expectKept();
    await gone(server);
  });

  test('a Postgres that was killed too recovers, even when its process number is now that of another program', async () => {
    await kill(watcher, holder, server);
    const { uid, gid } = await stat(pidFile());
    const other = spawn('sleep', ['60'], { uid, gid });
    await writeFile(pidFile(), (await readFile(pidFile(), 'utf8')).replace(/^\d+/, String(other.pid)));
    await expectKept();
    other.kill();
  });

  const pidFile = () => path.join(dataDir, 'postgres/18/cluster/postmaster.pid');

  async function expectKept() {
    const { ownerUrl, stop } = await startEmbeddedPostgres(dataDir);
    expect(await ask(ownerUrl, 'select note from notes')).toEqual([{ note: 'kept' }]);
    await stop();
  }
});

const onlyAsRoot = process.getuid?.() === 0 ? test : test.skip;

onlyAsRoot('in a folder that only root may enter, a link leads to where the data is instead', async () => {
  await chmod(folder, 0o700);
  const { ownerUrl, dataDir: home, stop } = await startEmbeddedPostgres(dataDir);
  expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(home).toMatch(/^\/var\/lib\/standard-practice\//);
  expect(await realpath(path.join(dataDir, 'postgres'))).toBe(home);
  await stop();
});
