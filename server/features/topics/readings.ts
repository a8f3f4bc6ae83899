import { sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { log } from '../../platform/log.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { markSeen } from '../notices/mark-read.ts';
import { tellOfNotices } from '../notices/tell-of-notices.ts';

const flushAfter = 25;
interface Reading {
  personId: number;
  topicId: number;
  number: number;
}

let noted = new Map<string, Reading>();
let timer: NodeJS.Timeout | undefined;
let flushing: Promise<unknown> = Promise.resolve();

/**
 * Notes how far somebody has read, if it is further than before, and that they have read what they were told of it: with
 * 0, of the topic itself. Written together with what others read at the
 * same time, so that looking at a page does not cost a write of its own.
 */
export function noteReading(personId: number, topicId: number, number: number): void {
  const key = `${personId}:${topicId}`;
  if ((noted.get(key)?.number ?? -1) < number) noted.set(key, { personId, topicId, number });
  timer ??= setTimeout(flushReadings, flushAfter);
}

/** Writes what has been noted; a list that shows what is unread waits for it. */
export function flushReadings(): Promise<unknown> {
  clearTimeout(timer);
  timer = undefined;
  if (noted.size === 0) return flushing;
  const rows = [...noted.values()];
  noted = new Map();
  flushing = flushing
    .then(() => writeReadings(rows))
    .catch((error) => log.error({ error }, 'Reading places could not be written'));
  return flushing;
}

async function writeReadings(rows: Reading[]): Promise<void> {
  const { rows: told } = await db.execute<{ id: number }>(sql`
    with seen as (
      select * from unnest(
        ${sql.param(rows.map((row) => row.personId))}::int[],
        ${sql.param(rows.map((row) => row.topicId))}::int[],
        ${sql.param(rows.map((row) => row.number))}::int[]) as seen(person_id, topic_id, number)
    ), placed as (
      insert into reading_places (person_id, topic_id, number)
      select person_id, topic_id, number from seen where number > 0
      on conflict (person_id, topic_id)
      do update set number = greatest(reading_places.number, excluded.number)
    ), told as (${markSeen()})
    select distinct person_id as id from told`);
  await tellOfNotices(
    db,
    told.map(({ id }) => id),
  );
}

/** Everything this viewer has read is in the database. */
export const settleReadings = (viewer: Viewer) => (viewer.kind === 'visitor' ? undefined : flushReadings());
