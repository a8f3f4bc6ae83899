import { sql } from 'drizzle-orm';
import type { RequestHandler } from 'express';
import { db } from './database.ts';
import { isListening } from './listening.ts';

/** For load balancers: 200 while this node can read the database and hears of changes, 503 while it cannot. */
export const answerHealth: RequestHandler = async (_req, res) => {
  const database = await db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
  const listening = isListening();
  res
    .status(database && listening ? 200 : 503)
    .set('Cache-Control', 'no-store')
    .json({ database, listening });
};
