import { and, isNull, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { people } from './tables.ts';

type Moment = Placeholder | string;

/**
 * Whoever takes part now: neither suspended, nor dormant, nor gone. Part of every query that lists or counts people.
 * A prepared one leaves a place for the moment at which it is asked.
 */
export const isHere = (now?: Moment): SQL | undefined =>
  and(isNull(people.leftAt), isNull(people.dormantAt), isNotSuspended(now));

export const isNotSuspended = (now: Moment = clock.now().toISOString()): SQL =>
  sql`(${people.suspendedAt} is null or ${people.suspendedUntil} <= ${now}::timestamptz)`;
