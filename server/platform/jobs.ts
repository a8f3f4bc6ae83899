import { sql } from 'drizzle-orm';
import type { Tx } from './database.ts';

/** What can be done later, and what has to be known for it as JSON; each adds its own by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: others add to it
export interface Jobs {}

export type JobName = keyof Jobs;

/** How jobs are done; one that throws is tried again, later each time, so it has to be harmless the second time. */
export type JobTasks = { [N in JobName]?: (payload: Jobs[N]) => Promise<void> };

interface When {
  /** Not before; otherwise as soon as this transaction is committed. */
  runAt?: Date;
  /** A job of the same name and key that waits is replaced by this one. */
  key?: string;
}

/** Has something done when, and only if, this transaction is committed; by one node, whichever is first. */
export async function addJob<N extends JobName>(
  tx: Tx,
  name: N,
  payload: Jobs[N],
  { runAt, key }: When = {},
): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job(
      ${name},
      ${JSON.stringify(payload)}::json,
      run_at => ${runAt?.toISOString() ?? null}::timestamptz,
      job_key => ${key === undefined ? null : `${name}:${key}`}
    )`);
}
