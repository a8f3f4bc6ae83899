import { once } from 'node:events';
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { findEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { ask } from '../support/databases.ts';
import { gone, kill, parentOf } from '../support/processes.ts';
import { startProduct } from '../support/start-product.ts';

let folder: string;
let dataDir: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'started here '));
  await chmod(folder, 0o755);
  dataDir = path.join(folder, 'data');
});

afterAll(async () => {
  await rm(await realpath(path.join(dataDir, 'postgres')), { recursive: true });
  await rm(folder, { recursive: true });
});

test('npm start says where to go, and Ctrl-C stops everything', async () => {
  const product = startProduct({ DATA_DIR: dataDir });
  const address = await product.address();
  expect(await healthOf(address)).toEqual(healthy);
  expect(product.said()).toContain(dataDir);
  const postgres = await postgresProcess();
  product.pressCtrlC();
  await product.ended;
  await gone(postgres);
  expect(product.said()).not.toContain('stopp');
  expect(await readFile(path.join(dataDir, 'postgres/log'), 'utf8')).toMatch(
    /database system is shut down\n$/,
  );
});

test('being killed and started again loses nothing, also where the data is from before there were two roles', async () => {
  const first = startProduct({ DATA_DIR: dataDir });
  await first.address();
  await ask(await database(), "create table notes as select 'kept' as note");
  await ask(await database(), 'drop owned by standard_practice; drop role standard_practice');
  await kill(await parentOf(await postgresProcess()));
  const second = startProduct({ DATA_DIR: dataDir });
  expect(await healthOf(await second.address())).toEqual(healthy);
  expect(await ask(await database(), 'select note from notes')).toEqual([{ note: 'kept' }]);
  second.pressCtrlC();
  await second.ended;
});

test('a second start beside the first says so, and the first goes on', async () => {
  const first = startProduct({ DATA_DIR: dataDir });
  const address = await first.address();
  const second = startProduct({ DATA_DIR: dataDir });
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain('already running here');
  expect((await fetch(`${address}/health`)).status).toBe(200);
  first.pressCtrlC();
  await first.ended;
});

test('a port that is taken is named, with how to choose another, and nothing is left running', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const product = startProduct({ DATA_DIR: dataDir, PORT: String(port) });
  expect(await product.ended).toBe(1);
  expect(product.said()).toContain(`Port ${port} is already in use.`);
  expect(product.said()).toContain(`PORT=${port + 1} npm start`);
  expect(product.said()).not.toContain('    at ');
  expect(await findEmbeddedPostgres(dataDir)).toBeUndefined();
  other.close();
});

test.each([
  [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535.'],
  [
    { NODE_ENV: 'production' },
    'DATABASE_URL must be set in production. SESSION_SECRET must be set in production.',
  ],
  [{ DATABASE_URL: 'postgres://127.0.0.1:1/none' }, 'The database does not let us in'],
])('what is wrong with %j is said in a sentence, without a trace', async (settings, sentence) => {
  const product = startProduct({ DATA_DIR: dataDir, ...settings });
  expect(await product.ended).toBe(1);
  expect(product.said()).toContain(sentence);
  expect(product.said()).not.toContain('    at ');
});

const healthy = { database: true, listening: true, logsProtected: true };

const healthOf = async (address: string) => (await fetch(`${address}/health`)).json();

const database = async () => (await findEmbeddedPostgres(dataDir))?.ownerUrl as string;

const postgresProcess = async () =>
  Number.parseInt(await readFile(path.join(dataDir, 'postgres/18/cluster/postmaster.pid'), 'utf8'), 10);
