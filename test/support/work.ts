import { features } from '../../server/features/index.ts';
import { openDatabase } from '../../server/platform/database.ts';
import { startJobs } from '../../server/platform/worker.ts';

/** What a node does in the background, without its pages; run by worker-process.ts. */
openDatabase(process.env.DATABASE_URL as string);
await startJobs(features, { lookEvery: Number(process.env.LOOK_EVERY ?? 10_000) });
console.info('working');
