import { inArray } from 'drizzle-orm';
import { clock } from '../../../platform/clock.ts';
import { db } from '../../../platform/database.ts';
import { formatLastDay } from '../../../platform/days.ts';
import { topics } from '../../topics/tables.ts';
import { keptInShort } from '../shown.ts';

/** What coordinators have made of each of these topics, in words, by the topic's id. */
export async function listStandings(ids: number[]): Promise<Map<number, string[]>> {
  const { id, lockedAt, pinnedUntil, slowMinutes, removedAs, removedAt, heldAt, purgedAt } = topics;
  const rows = await db
    .select({ id, lockedAt, pinnedUntil, slowMinutes, removedAs, removedAt, heldAt, purgedAt })
    .from(topics)
    .where(inArray(topics.id, ids));
  return new Map(rows.map((row) => [row.id, wordsFor(row)]));
}

function wordsFor(topic: Parameters<typeof keptInShort>[0] & Made): string[] {
  const { removedAs, lockedAt, pinnedUntil, slowMinutes } = topic;
  if (removedAs) return [keptInShort(topic)].filter(Boolean);
  return [
    lockedAt ? 'locked' : '',
    slowMinutes > 0 ? `a reply in ${slowMinutes} minutes` : '',
    pinnedUntil && pinnedUntil > clock.now() ? `pinned until ${formatLastDay(pinnedUntil)}` : '',
  ].filter(Boolean);
}

interface Made {
  lockedAt: Date | null;
  pinnedUntil: Date | null;
  slowMinutes: number;
}
