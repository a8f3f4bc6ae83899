import { sql } from 'drizzle-orm';
import type { Executor, Tx } from './database.ts';

/** What can be done later, and what has to be known for it as JSON; each adds its own by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: others add to it
export interface Jobs {}

export type JobName = keyof Jobs;

/** How jobs are done; one that throws is tried again, later each time, so it has to be harmless the second time. */
export type JobTasks = { [N in JobName]?: (payload: Jobs[N], job: { attempt: number }) => Promise<void> };

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

/** Takes back a job that waits; one that has been begun goes on. */
export async function removeJob(from: Executor, name: JobName, key: string): Promise<void> {
  await from.execute(sql`select graphile_worker.remove_job(${`${name}:${key}`})`);
}

interface Waiting<N extends JobName> {
  payload: Jobs[N];
  key: string;
  runAt: Date;
}

/**
 * The same for many at once, in one question. Of several with the same key the first to be due counts. Where one of that
 * key waits already, its time stands, unless `anew` says otherwise. One that has been begun is not tried again where this
 * one takes its place: what it may have left undone is done by `againAt`.
 */
export async function addJobs<N extends JobName>(
  tx: Tx,
  name: N,
  jobs: Waiting<N>[],
  { anew = false, againAt }: { anew?: boolean; againAt?: Date } = {},
): Promise<void> {
  const byKey = new Map<string, Waiting<N>>();
  for (const job of jobs) {
    const known = byKey.get(job.key);
    if (!known || job.runAt < known.runAt) byKey.set(job.key, job);
  }
  const rows = [...byKey.values()];
  const again = againAt?.toISOString() ?? null;
  const runAt = sql`least("runAt", case when begun.id is not null then ${again}::timestamptz end)`;
  await tx.execute(sql`
    select count(*) from graphile_worker.add_jobs(array(
      select (${name}, payload, null, ${runAt}, null, ${name} || ':' || added.key, null, null)::graphile_worker.job_spec
      from json_to_recordset(${JSON.stringify(rows)}::json) as added(payload json, "runAt" timestamptz, key text)
      left join graphile_worker.jobs begun on begun.key = ${name} || ':' || added.key and begun.attempts > 0
      -- In one order for all, so that two who add some of the same do not wait for each other.
      order by added.key collate "C"
    ), job_key_preserve_run_at => ${!anew})`);
}
