import { EventEmitter } from 'node:events';
import { sql } from 'drizzle-orm';
import { Logger, runOnce, type WorkerEvents } from 'graphile-worker';
import { features } from '../../server/features/index.ts';
import { clock } from '../../server/platform/clock.ts';
import { db } from '../../server/platform/database.ts';
import { workerOptions } from '../../server/platform/worker.ts';

/** Does every job that is due by the application's clock, and what follows from it; fails if one of them does. */
export async function runJobs(from: Parameters<typeof workerOptions>[0] = features): Promise<void> {
  await letBeDue(clock.now());
  const failures: Error[] = [];
  const events: WorkerEvents = new EventEmitter();
  events.on('job:error', ({ error }) => failures.push(error as Error));
  await runOnce({
    ...workerOptions(from),
    events,
    logger: new Logger(() => () => {}),
  });
  if (failures.length > 0)
    throw new AggregateError(failures, failures.map(({ message }) => message).join('\n'));
}

/** The database has a clock of its own. */
async function letBeDue(now: Date): Promise<void> {
  await db.execute(sql`
    select graphile_worker.reschedule_jobs(array(
      select id from graphile_worker.jobs where run_at > now() and run_at <= ${now.toISOString()}::timestamptz
    ), run_at => now())`);
}
