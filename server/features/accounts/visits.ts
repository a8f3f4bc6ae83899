import { sql } from 'drizzle-orm';
import type { RequestHandler } from 'express';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { tell } from '../../platform/events.ts';

declare module '../../platform/events.ts' {
  interface DomainEvents {
    /** Somebody who shows when they are here has been seen. Told, and never written down. */
    'person-seen': { personId: number };
  }
}

const notedEvery = 5 * 60 * 1000;
const visitEndsAfter = '30 minutes';

/** Notes that a member is here. After half an hour's absence it is another visit, and what is new counts from the last. */
export const noteVisit: RequestHandler = async (req, _res, next) => {
  const { viewer } = req;
  if (viewer.kind === 'visitor' || req.method !== 'GET') return next();
  const now = clock.now();
  if (viewer.seenAt && now.getTime() - viewer.seenAt.getTime() < notedEvery) return next();
  const { rows } = await db.execute<{ last_visit_at: Date | null; shown: boolean }>(sql`
    insert into visits (person_id, seen_at) values (${viewer.id}, ${now.toISOString()})
    on conflict (person_id) do update set
      last_visit_at = case when visits.seen_at < excluded.seen_at - ${visitEndsAfter}::interval
        then visits.seen_at else visits.last_visit_at end,
      seen_at = excluded.seen_at
    returning last_visit_at,
      (select shows_visits_since is not null from people where people.id = visits.person_id) as shown`);
  const last = rows[0]?.last_visit_at;
  viewer.lastVisitAt = last ? new Date(last) : null;
  if (rows[0]?.shown) await tell(db, 'person-seen', { personId: viewer.id });
  next();
};
