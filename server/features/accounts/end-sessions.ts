import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import { sessions } from './tables.ts';

interface Which {
  /** Only these, by their hashes; all of the person's when left out. */
  only?: string[];
  except?: string;
}

/** Ends a person's sessions, and with each its live connections on every node. */
export async function endSessions(tx: Tx, personId: number, { only, except }: Which = {}): Promise<void> {
  const ended = await tx
    .delete(sessions)
    .where(
      and(
        eq(sessions.personId, personId),
        only && inArray(sessions.idHash, only),
        except ? ne(sessions.idHash, except) : undefined,
      ),
    )
    .returning({ sessionHash: sessions.idHash });
  for (const { sessionHash } of ended) await record(tx, 'session-ended', { sessionHash, actorId: personId });
}
