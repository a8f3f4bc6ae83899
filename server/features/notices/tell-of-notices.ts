import type { Executor } from '../../platform/database.ts';
import { tell } from '../../platform/events.ts';

declare module '../../platform/events.ts' {
  interface DomainEvents {
    /** Something waits in these people's inboxes, or waits no longer. Told, and never written down. */
    'notices-changed': { personIds: number[] };
  }
}

/** What Postgres tells at once has to be shorter than 8,000 bytes. */
const toldAtOnce = 600;

/** Has the pages that these people look at show what waits for them. */
export async function tellOfNotices(executor: Executor, personIds: number[]): Promise<void> {
  const each = [...new Set(personIds)];
  for (let at = 0; at < each.length; at += toldAtOnce)
    await tell(executor, 'notices-changed', { personIds: each.slice(at, at + toldAtOnce) });
}
