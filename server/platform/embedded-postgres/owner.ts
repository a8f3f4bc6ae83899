import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Place } from './place.ts';

/** Held, for as long as it lives, by the process that started the server: the lock ends with the process. */
const OWNER_LOCK = 20_160_719;

export interface Owner {
  query: pg.Client['query'];
  release(): Promise<void>;
}

/** Becomes the owner of the server on that port; rejects if nobody answers or another process is its owner. */
export async function claim(place: Place, port: number): Promise<Owner> {
  return keep(await lock(place, port), place, port);
}

/** Whether a living process owns the server on that port; rejects if nobody answers. */
export async function isOwned(place: Place, port: number): Promise<boolean> {
  const client = await connect(place, port);
  try {
    const { rows } = await client.query(
      "select 1 from pg_locks where locktype = 'advisory' and objid = $1 and granted",
      [OWNER_LOCK],
    );
    return rows.length > 0;
  } finally {
    await client.end();
  }
}

/** Makes our database unless it is there. */
export async function ensureDatabase({ query }: Owner): Promise<void> {
  const { rows } = await query("select 1 from pg_database where datname = 'standard_practice'");
  if (!rows.length) await query('create database standard_practice');
}

async function connect(place: Place, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: await place.adminUrl(port),
    connectionTimeoutMillis: 5_000,
    application_name: 'standard-practice owner',
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function lock(place: Place, port: number): Promise<pg.Client> {
  const client = await connect(place, port);
  const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [OWNER_LOCK]);
  if (rows[0].mine) return client;
  await client.end();
  throw new Error(`Another process uses the Postgres in ${place.home}.`);
}

/** Claims it again when the connection breaks, as it does when Postgres recovers from a crash of one of its processes. */
function keep(client: pg.Client, place: Place, port: number): Owner {
  let current: pg.Client | undefined = client;
  let released = false;
  const again = async () => {
    current = undefined;
    while (!released && !current) {
      current = await lock(place, port).catch(() => undefined);
      if (!current) await pause(500, undefined, { ref: false });
    }
    if (released) return current?.end();
    current?.once('end', again);
  };
  client.once('end', again);
  return {
    query: client.query.bind(client) as pg.Client['query'],
    async release() {
      released = true;
      await current?.end();
    },
  };
}
