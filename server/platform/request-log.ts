import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
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
  const { method, path } = req;
  res.once('finish', () => {
    const ms = Math.round(performance.now() - began);
    log[level]({ method, path: withoutToken(path), status: res.statusCode, ms, id: res.locals.requestId });
  });
  next();
};

const withoutToken = (path: string) => path.replace(/^(\/sign-in\/links\/).*/, '$1…');
