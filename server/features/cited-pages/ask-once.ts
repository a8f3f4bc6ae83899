import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { config } from '../../config.ts';
import type { WayOut } from './way-out.ts';

export interface Answer {
  status: number;
  location?: string;
  retryAfter?: string;
}

/** It is at an address, or is an address, that this server asks nothing of. */
export class NotForUs extends Error {}

/** What operators of other websites find in their logs. */
const userAgent = `Standard Practice link check (+${config.baseUrl}/about)`;

/** Asks for a page once, without reading it, and waits for an answer no longer than is sensible, whatever the server does. */
export function askOnce(url: URL, method: 'HEAD' | 'GET', way: WayOut): Promise<Answer> {
  const signal = AbortSignal.timeout(way.patience);
  return Promise.race([ask(url, method, way, signal), failOn(signal)]);
}

/**
 * The connection is made to the very IP addresses that were checked: a name that means another address a moment later
 * changes nothing.
 */
async function ask(url: URL, method: string, way: WayOut, signal: AbortSignal): Promise<Answer> {
  const { request } = protocols[url.protocol] ?? {};
  if (!request || url.username || url.password) throw new NotForUs();
  const addresses = await findServer(url, way);
  const asking = request(url, {
    method,
    signal,
    agent: false,
    lookup: alwaysFinding(addresses),
    headers: { 'user-agent': userAgent, accept: '*/*' },
  });
  const answered = once(asking, 'response');
  asking.end();
  const [response] = (await answered) as [http.IncomingMessage];
  // What was not waited for may still fail.
  asking.on('error', () => {});
  response.destroy();
  const { location, 'retry-after': retryAfter } = response.headers;
  return { status: response.statusCode ?? 0, location, retryAfter };
}

const protocols: Record<string, { request: typeof http.request; port: number }> = {
  'http:': { request: http.request, port: 80 },
  'https:': { request: https.request, port: 443 },
};

/** The IP addresses of its server that may be visited. */
async function findServer({ protocol, hostname, port }: URL, way: WayOut): Promise<string[]> {
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  const found = isIP(name) ? [name] : await way.resolve(name);
  const allowed = found.filter((address) =>
    way.mayVisit(address, Number(port) || (protocols[protocol]?.port ?? 0)),
  );
  if (allowed.length === 0) throw new NotForUs();
  return allowed;
}

/** Where the address itself is a number nobody asks this; it has been checked too. */
function alwaysFinding(addresses: string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, { all }, tell) => {
    if (all) tell(null, found);
    else tell(null, found[0]?.address ?? '', found[0]?.family);
  };
}

async function failOn(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}
