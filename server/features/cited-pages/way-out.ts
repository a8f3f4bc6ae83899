import { lookup } from 'node:dns/promises';
import { setTimeout as pause } from 'node:timers/promises';
import ipaddr from 'ipaddr.js';

/** How requests leave this server. */
export interface WayOut {
  /** The IP addresses of a name; fails as the system does. */
  resolve(name: string): Promise<string[]>;
  mayVisit(address: string, port: number): boolean;
  pause(milliseconds: number): Promise<unknown>;
  /** For how many milliseconds an answer is waited for. */
  patience: number;
}

export const wayOut: WayOut = {
  async resolve(name) {
    return (await lookup(name, { all: true })).map(({ address }) => address);
  },
  mayVisit: (address, port) => isPublic(address) && (port === 80 || port === 443),
  pause,
  patience: 10_000,
};

/** All of IPv6 that anybody has been given so far. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * True for an address that anybody can reach from anywhere. Whoever writes a link must not be able to have this server
 * ask what only it can reach; so IPv6 addresses that stand for an IPv4 address are not public, whichever it is.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(globalUnicast);
}
