import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { config } from '../config.ts';
import { notAllowed } from './errors.ts';
import { isOneClick } from './one-click.ts';

const ourOrigin = new URL(config.baseUrl).origin;

/**
 * True when a request comes from a page of ours. Browsers say with every form and every WebSocket where it was
 * started from, and a page elsewhere cannot change that: this is our protection against forged requests.
 */
export function isOurOrigin({ headers, method }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (origin) return origin === ourOrigin || (URL.canParse(origin) && new URL(origin).host === host);
  const site = headers['sec-fetch-site'];
  if (site) return site === 'same-origin' || (site === 'none' && method === 'GET');
  // Old browsers send neither when they only read, as Socket.IO's polling does; other sites cannot read the answer.
  return method === 'GET' && headers.upgrade === undefined;
}

/** Refuses to change anything for a page that is not ours. */
export const refuseOtherOrigins: RequestHandler = (req, _res, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(req.method) || isOurOrigin(req) || isOneClick(req)) return next();
  throw notAllowed(
    'This form was sent from another website. Go back to the page on this site and send it from there.',
  );
};
