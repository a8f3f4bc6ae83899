import { createServer } from './app.ts';
import { banner } from './banner.ts';
import { config } from './config.ts';
import { loadDemonstration } from './features/demonstration/load.ts';
import { features } from './features/index.ts';
import { closeDatabase, openDatabase } from './platform/database.ts';
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts';
import { listenOn } from './platform/listen-on.ts';
import { log } from './platform/log.ts';
import { areLogsProtected } from './platform/logs-protected.ts';
import { closeMail } from './platform/mail.ts';
import { migrateDatabase } from './platform/migrate.ts';
import { onStop } from './platform/stopping.ts';
import { startJobs } from './platform/worker.ts';
import { loadReferenceData } from './reference.ts';

/** Starts everything, in this order. */
export async function start(): Promise<void> {
  const embedded = config.database ? undefined : await startEmbeddedPostgres(config.dataDir);
  if (embedded) onStop(embedded.stop);
  const database = config.database ?? embedded ?? { url: '', ownerUrl: '' };

  await migrateDatabase(database);
  openDatabase(database.url);
  onStop(closeDatabase);
  if (!(await areLogsProtected()))
    log.warn('The role in DATABASE_URL may change the logs: see docs/operating.md, “Two roles”');
  onStop(closeMail);
  await loadReferenceData();
  if (!config.production) await loadDemonstration();

  const { server, close } = await createServer(database.url);
  onStop(close);
  const jobs = await startJobs(features);
  onStop(jobs.stop);

  const port = await listenOn(server, config.HOST, config.PORT);
  console.info(banner({ port, dataDir: embedded?.dataDir }));
}
