import { sql } from 'drizzle-orm';
import pg from 'pg';
import { db } from './database.ts';
import { log } from './log.ts';

const tryAgainAfter = 1_000;

/**
 * Says to all nodes which worker pools live, and lets others have the jobs of those that do not: a node that is killed
 * unlocks nothing, and graphile-worker itself waits for four hours. What shows it are locks on a connection, which
 * Postgres ends with its node, and half a minute after its machine is gone.
 */
export function openLivingPools({ lookEvery }: { lookEvery: number }) {
  const living = new Set<string>();
  let client: pg.Client | undefined;
  let suspects: string[] = [];
  let stopped = false;
  let reconnecting: NodeJS.Timeout | undefined;
  let looking: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: db.$client.options.connectionString,
      application_name: 'standard-practice worker',
      keepAlive: true,
      query_timeout: 5_000,
    });
    fresh.on('error', () => lose(fresh));
    fresh.on('end', () => lose(fresh));
    client = fresh;
    try {
      await fresh.connect();
      await fresh.query(
        'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4',
      );
      for (const id of living) await fresh.query(lock, [id]);
    } catch {
      lose(fresh);
    }
  }

  function lose(connection: pg.Client): void {
    if (client !== connection) return;
    client = undefined;
    connection.end().catch(() => {});
    if (!stopped) reconnecting = setTimeout(connect, tryAgainAfter);
  }

  /** Asks a question on the connection that shows it; it is opened again where none comes back. */
  async function ask(question: string, values: string[] = []): Promise<void> {
    const asked = client;
    await asked?.query(question, values).catch(() => lose(asked));
  }

  async function look(): Promise<void> {
    try {
      await ask('select 1');
      const dead = (await listDead()).filter((id) => !living.has(id));
      // Twice, so that a node whose connection broke has the time to connect again.
      const gone = dead.filter((id) => suspects.includes(id));
      suspects = dead;
      if (gone.length > 0) log.warn({ pools: gone }, 'Jobs of a node that is gone are taken over');
      await letOthersTry(gone);
    } catch (error) {
      log.debug({ error }, 'Could not look for jobs of nodes that are gone');
    }
    if (!stopped) looking = setTimeout(look, lookEvery);
  }

  return {
    async start(): Promise<void> {
      await connect();
      await look();
    },
    async add(id: string): Promise<void> {
      living.add(id);
      await ask(lock, [id]);
    },
    /** Lets others have the jobs of a pool that has ended. */
    async remove(id: string): Promise<void> {
      await letOthersTry([id]);
      living.delete(id);
      await ask(unlock, [id]);
    },
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(reconnecting);
      clearTimeout(looking);
      await client?.end().catch(() => {});
    },
  };
}

export type LivingPools = ReturnType<typeof openLivingPools>;

const lock = `select pg_advisory_lock(hashtext('worker pool'), hashtext($1))`;
const unlock = `select pg_advisory_unlock(hashtext('worker pool'), hashtext($1))`;

/** Worker pools that have taken jobs, and whose lock nobody holds. */
async function listDead(): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with pools as materialized (
      select distinct locked_by as id from graphile_worker._private_jobs where locked_by is not null
    )
    select id from pools where pg_try_advisory_xact_lock_shared(hashtext('worker pool'), hashtext(id))`);
  return rows.map(({ id }) => id);
}

async function letOthersTry(pools: string[]): Promise<void> {
  if (pools.length === 0) return;
  await db.execute(sql`
    select graphile_worker.force_unlock_workers(${sql.param(pools)}::text[]), pg_notify('jobs:insert', '{"count": 10}')`);
}
