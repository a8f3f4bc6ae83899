import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { config } from '../config.ts';
import { log } from './log.ts';

declare global {
  namespace Express {
    interface Locals {
      requestId: string;
    }
  }
}

// In development the terminal is for people: only what went wrong is written there.
const level = config.production ? 'info' : 'debug';

/** One line for each request, without its query, which may hold what somebody searched for. */
export const logRequests: RequestHandler = (req, res, next) => {
  res.locals.requestId = randomUUID();
  const began = performance.now();
  const { method } = req;
  const path = pathToLog(req);
  res.once('finish', () => {
    const ms = Math.round(performance.now() - began);
    log[level]({ method, path, status: res.statusCode, ms, id: res.locals.requestId });
  });
  next();
};

/** The address of a request without its query and without the token of a link that was sent by email or of a feed. */
export const pathToLog = ({ path }: Request) => path.replace(withToken, '$1…');

const withToken =
  /^(\/(?:sign-in\/links|sign-in\/invitations|account\/email\/confirmations|address-proofs|reports|stop-emails|(?:search\/)?feeds)\/).*/i;
