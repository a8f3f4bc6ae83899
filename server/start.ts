import { createServer } from './app.ts';
import { banner } from './banner.ts';
import { config } from './config.ts';
import { loadDemonstration } from './features/demonstration/load.ts';
import { features } from './features/index.ts';
import { closeDatabase, openDatabase } from './platform/database.ts';
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts';
import { listenOn } from './platform/listen-on.ts';
import { closeMail } from './platform/mail.ts';
import { migrateDatabase } from './platform/migrate.ts';
import { onStop } from './platform/stopping.ts';
import { startJobs } from './platform/worker.ts';
import { loadReferenceData } from './reference.ts';

/** Starts everything, in this order. */
export async function start(): Promise<void> {
  const embedded = config.DATABASE_URL ? undefined : await startEmbeddedPostgres(config.dataDir);
  if (embedded) onStop(embedded.stop);
  const url = embedded?.url ?? config.DATABASE_URL ?? '';

  await migrateDatabase(url);
  openDatabase(url);
  onStop(closeDatabase);
  onStop(closeMail);
  await loadReferenceData();
  if (!config.production) await loadDemonstration();

  const { server, close } = await createServer(url);
  onStop(close);
  const jobs = await startJobs(features);
  onStop(jobs.stop);

  const port = await listenOn(server, config.HOST, config.PORT);
  console.info(banner({ port, dataDir: embedded?.dataDir }));
}
