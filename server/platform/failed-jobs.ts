import { sql } from 'drizzle-orm';
import { clock } from './clock.ts';
import { db } from './database.ts';

const keptFor = 30 * 24 * 60 * 60 * 1000;

/** Takes away jobs that were given up a month ago: what they were to do can have people's words and addresses in it. */
export async function forgetFailedJobs(): Promise<void> {
  const before = new Date(clock.now().getTime() - keptFor).toISOString();
  await db.execute(sql`
    select graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs
      where attempts >= max_attempts and locked_at is null and run_at < ${before}::timestamptz
    ))`);
}
