import type { AddressInfo } from 'node:net';
import { createServer } from './app.ts';
import { banner } from './banner.ts';
import { config } from './config.ts';
import { sweepAccounts } from './features/accounts/sweep.ts';
import { loadDemonstration } from './features/demonstration/load.ts';
import { closeDatabase, openDatabase } from './platform/database.ts';
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts';
import { log } from './platform/log.ts';
import { migrateDatabase } from './platform/migrate.ts';
import { loadReferenceData } from './reference.ts';

const stopWithin = 10_000;
const sweepEvery = 60 * 60 * 1000;

/** What has been started, with how to stop it; stopped in reverse. */
const started: (() => Promise<void>)[] = [];

async function start(): Promise<void> {
  const embedded = config.DATABASE_URL ? undefined : await startEmbeddedPostgres(config.dataDir);
  if (embedded) started.push(() => embedded.stop());
  const url = embedded?.url ?? config.DATABASE_URL ?? '';

  await migrateDatabase(url);
  openDatabase(url);
  started.push(closeDatabase);
  await loadReferenceData();
  if (!config.production) await loadDemonstration();

  const { server, close } = await createServer(url);
  started.push(close);
  const sweep = setInterval(
    () => sweepAccounts().catch((error) => log.error(error, 'Not swept')),
    sweepEvery,
  );
  started.push(async () => clearInterval(sweep));

  const { port } = await listenOn(server);
  console.info(banner({ port, dataDir: embedded?.dataDir }));
}

function listenOn(server: Awaited<ReturnType<typeof createServer>>['server']): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      const choose = `Choose another like this: PORT=${config.PORT + 1} npm start`;
      reject(new Error(`Port ${config.PORT} is already in use by another program. ${choose}`));
    });
    server.listen(config.PORT, config.HOST, () => resolve(server.address() as AddressInfo));
  });
}

let stopping = false;

async function stop(exitCode: number): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  setTimeout(() => process.exit(1), stopWithin).unref();
  for (const stopOne of started.reverse())
    await stopOne().catch((error) => log.error(error, 'Did not stop cleanly'));
  process.exit(exitCode);
}

process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));

start().catch((error) => {
  console.error(`\n${error.message}\n`);
  stop(1);
});
