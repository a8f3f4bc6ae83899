import type { RequestHandler } from 'express';
import { isListening } from './listening.ts';
import { areLogsProtected } from './logs-protected.ts';

/**
 * For load balancers: 200 while this node can read the database and hears of changes, 503 while it cannot. It also says
 * whether the logs are protected, which stops nobody.
 */
export const answerHealth: RequestHandler = async (_req, res) => {
  const logsProtected = await areLogsProtected().catch(() => undefined);
  const database = logsProtected !== undefined;
  const listening = isListening();
  res
    .status(database && listening ? 200 : 503)
    .set('Cache-Control', 'no-store')
    .json({ database, listening, logsProtected });
};
