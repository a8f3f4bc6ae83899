import { sql } from 'drizzle-orm';
import { db, type Tx } from './database.ts';
import { TooSlow } from './errors.ts';

const cancelled = '57014';

/** Asks what may take long; Postgres gives up any question of it that takes longer than this. */
export async function withinTime<T>(milliseconds: number, ask: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql.raw(`set local statement_timeout = ${milliseconds}`));
      return await ask(tx);
    });
  } catch (error) {
    throw isCancelled(error) ? new TooSlow() : error;
  }
}

const isCancelled = (error: unknown): boolean =>
  error instanceof Error && ((error as { code?: unknown }).code === cancelled || isCancelled(error.cause));
