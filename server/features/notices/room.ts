import { sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Feature } from '../../platform/feature.ts';
import { together } from '../../platform/together.ts';
import { unreadOf } from './unread.ts';

/** How many topics wait for each of these people; in one question, also for those who ask at the same moment. */
const askTogether = together(async (personIds: number[]): Promise<number[]> => {
  const now = `'${clock.now().toISOString()}'::timestamptz`;
  const { rows } = await db.execute<{ id: number; count: number }>(sql`
    select p.id, ${sql.raw(unreadOf(now))} as count from people p where p.id = any(${sql.param(personIds)}::int[])`);
  const byId = new Map(rows.map(({ id, count }) => [id, count]));
  return personIds.map((id) => byId.get(id) ?? 0);
});

export const countUnreadOf = (personId: number): Promise<number> => askTogether(personId);

/** A number that is another one whenever there is something else in somebody's inbox, as far as can be told quickly. */
export async function stateOfInbox(personId: number): Promise<number> {
  const { rows } = await db.execute<{ state: string }>(sql`
    select (select coalesce(max(id), 0) from notices where person_id = ${personId}) * 1000
      + least(999, (select count(*) from notices where person_id = ${personId} and read_at is null)) as state`);
  return Number(rows[0]?.state ?? 0);
}

const bellOf = (personId: number) => `notices:${personId}`;
const inboxOf = (personId: number) => `inbox:${personId}`;
const personOf = (room: string) => Number(room.split(':')[1]);

export const rooms: Feature['rooms'] = {
  /** The bell that is on every page of a person; its number is what it shows. */
  notices: async (viewer, id) => {
    if (viewer.kind === 'visitor' || viewer.id !== id) throw notFound();
    return { seq: await countUnreadOf(id) };
  },
  /** The page of all that they have been told. */
  inbox: async (viewer, id) => {
    if (viewer.kind === 'visitor' || viewer.id !== id) throw notFound();
    return { seq: await stateOfInbox(id) };
  },
};

export const announcements: Feature['announcements'] = {
  'notices-changed': ({ personIds }) => [
    {
      rooms: personIds.map(bellOf),
      changes: (watched) =>
        Promise.all(
          watched.map(async (room) => ({
            room,
            change: { seq: await countUnreadOf(personOf(room)), patches: [] },
          })),
        ),
    },
    {
      rooms: personIds.map(inboxOf),
      changes: async (watched) => watched.map((room) => ({ room, change: { patches: [], afresh: true } })),
    },
  ],
};
