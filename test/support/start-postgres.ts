import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { dropDatabase, onServer, urlsOf } from './databases.ts';
import { makeMemoryFolder } from './memory-folder.ts';
import { fillTemplate } from './template.ts';

/** Nothing here has to outlive a power cut. */
const QUICK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

/** Before the first test: a Postgres, and on it the template that each test file gets a copy of. */
export default async function startPostgres(): Promise<void> {
  const memory = await makeMemoryFolder();
  // Whatever is made for a while from here on, by the tests and their programs too, goes there.
  if (memory) process.env.TMPDIR = memory;
  const own = process.env.TEST_DATABASE_URL ? undefined : await startOwn();
  process.env.TEST_SERVER_URL = own?.ownerUrl ?? process.env.TEST_DATABASE_URL;
  process.env.TEST_TEMPLATE = `template_${process.pid}`;
  // Of its own for each run: roles are the whole server's.
  process.env.TEST_APP_ROLE = `app_${process.pid}`;

  await onServer(`create database ${process.env.TEST_TEMPLATE}`);
  await fillTemplate(urlsOf(process.env.TEST_TEMPLATE));

  globalThis.stopPostgres = async () => {
    await dropDatabase(process.env.TEST_TEMPLATE as string);
    if (!own) await onServer(`drop role ${process.env.TEST_APP_ROLE}`);
    await own?.stop();
    if (memory) await rm(memory, { recursive: true });
  };
}

async function startOwn() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'standard-practice-test-'));
  // Started by root, Postgres runs as somebody else, who has to be able to go in.
  await chmod(folder, 0o755);
  const { ownerUrl, dataDir, stop } = await startEmbeddedPostgres(folder, QUICK);
  return {
    ownerUrl,
    async stop() {
      await stop();
      await rm(dataDir, { recursive: true });
      await rm(folder, { recursive: true });
    },
  };
}

declare global {
  var stopPostgres: () => Promise<void>;
}
