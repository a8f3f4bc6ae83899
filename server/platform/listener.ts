import pg from 'pg';
import { type DomainEvent, eventsChannel } from './events.ts';
import { log } from './log.ts';

interface Ears {
  /** Called for every event, in the order of their commits. */
  heard(event: DomainEvent): void;
  /** Called when events may have been missed: nothing that was kept can be trusted. */
  missed(): void;
}

const heartbeatEvery = 1000;
const heartbeatLate = 3000;

/**
 * Listens to what every node does, on one connection of its own. A connection that breaks, or is silently dead,
 * is opened again with back-off for as long as it takes.
 */
export function listen(url: string, { heard, missed }: Ears) {
  let client: pg.Client | null = null;
  let aliveAt = 0;
  let attempts = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    if (stopped) return;
    const fresh = new pg.Client({ connectionString: url, application_name: 'standard-practice listener' });
    fresh.on('error', () => lose(fresh));
    fresh.on('end', () => lose(fresh));
    fresh.on('notification', ({ payload }) => heard(JSON.parse(payload ?? '{}')));
    client = fresh;
    try {
      await fresh.connect();
      await fresh.query(`listen ${eventsChannel}`);
      if (client !== fresh) return;
      if (attempts > 0) log.info('Listening to the database again');
      attempts = 0;
      aliveAt = Date.now();
      missed();
      timer = setTimeout(() => beat(fresh), heartbeatEvery);
    } catch {
      lose(fresh);
    }
  }

  /** Answers come back in order, so an answered question means that all earlier notices have arrived. */
  async function beat(connection: pg.Client): Promise<void> {
    const late = setTimeout(() => lose(connection), heartbeatLate);
    try {
      await connection.query('select 1');
      aliveAt = Date.now();
      if (client === connection && !stopped) timer = setTimeout(() => beat(connection), heartbeatEvery);
    } catch {
      lose(connection);
    } finally {
      clearTimeout(late);
    }
  }

  function lose(connection: pg.Client): void {
    if (client !== connection) return;
    client = null;
    aliveAt = 0;
    clearTimeout(timer);
    connection.end().catch(() => {});
    if (stopped) return;
    if (attempts === 0) log.warn('Lost the connection that listens to the database; trying again');
    const wait = Math.min(5000, 100 * 2 ** attempts++);
    timer = setTimeout(connect, wait);
  }

  return {
    start: connect,
    /** True while every change is heard of within heartbeatLate milliseconds at the worst. */
    isCurrent: () => Date.now() - aliveAt < heartbeatLate,
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      const last = client;
      client = null;
      await last?.end().catch(() => {});
    },
  };
}

export type Listener = ReturnType<typeof listen>;
