import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
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
 * many with the wait in words. Somebody told by an IP address is told by their network.
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
      await limiter.consume(networkOf(who), tries);
    } catch (reached) {
      if (!(reached instanceof RateLimiterRes)) throw reached;
      throw tooMany(inWords(reached.msBeforeNext), Math.ceil(reached.msBeforeNext / 1000));
    }
  };
}

/**
 * Whose IP address it is: of IPv6 the first half, since a home or a phone has all of the second to choose from. Anything
 * else stays as it is.
 */
export function networkOf(who: string): string {
  if (!isIP(who)) return who;
  const address = ipaddr.process(who);
  if (address.kind() === 'ipv4') return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toNormalizedString()}/64`)}/64`;
}

function inWords(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  if (minutes > 90) return `${Math.ceil(minutes / 60)} hours`;
  return minutes <= 1 ? 'a minute' : `${minutes} minutes`;
}
