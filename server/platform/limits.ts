import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { db } from './database.ts';
import { tooMany } from './errors.ts';

interface Limit {
  name: string;
  /** How many tries, in how many seconds. */
  points: number;
  duration: number;
}

/**
 * A limit that holds across nodes. Calling it counts a try by `who`, or as many as are made at once, and refuses one too
 * many with the wait in words.
 */
export function limitTo({ name, points, duration }: Limit) {
  let limiter: RateLimiterPostgres | undefined;
  return async (who: string, tries = 1): Promise<void> => {
    limiter ??= new RateLimiterPostgres({
      storeClient: db.$client,
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix: name,
      points,
      duration,
    });
    try {
      await limiter.consume(who, tries);
    } catch (reached) {
      if (!(reached instanceof RateLimiterRes)) throw reached;
      throw tooMany(inWords(reached.msBeforeNext), Math.ceil(reached.msBeforeNext / 1000));
    }
  };
}

function inWords(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  if (minutes > 90) return `${Math.ceil(minutes / 60)} hours`;
  return minutes <= 1 ? 'a minute' : `${minutes} minutes`;
}
