import { createHash, randomBytes } from 'node:crypto';
import { eq, lt, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { limitTo } from '../../platform/limits.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { searchMissDays, searchMisses, searchMissMarks } from './tables.ts';
import { dayOf, weekOf } from './weeks.ts';
import { isWorthKeeping, normalised } from './words.ts';

const limitNoting = limitTo({ name: 'search-misses', points: 100, duration: 24 * 60 * 60 });

interface Miss {
  typed: string;
  /** Where it was looked for, unless everywhere. */
  workspaceId: number | null;
}

/** Counts that somebody found nothing by some words: once a person and day, without keeping who for longer than that day. */
export async function noteMiss({ id }: SignedIn, { typed, workspaceId }: Miss): Promise<void> {
  const words = normalised(typed);
  if (!isWorthKeeping(words) || (await isTooMuch(id))) return;
  const now = clock.now();
  await db.transaction(async (tx) => {
    const salt = await saltOf(tx, dayOf(now));
    const mark = createHash('sha256')
      .update(JSON.stringify([salt, id, words, workspaceId]))
      .digest('base64url');
    const day = dayOf(now);
    const isFirst = await tx.insert(searchMissMarks).values({ day, mark }).onConflictDoNothing().returning();
    if (isFirst.length === 0) return;
    await tx
      .insert(searchMisses)
      .values({ week: weekOf(now), words, workspaceId })
      .onConflictDoUpdate({
        target: [searchMisses.week, searchMisses.words, searchMisses.workspaceId],
        set: { times: sql`${searchMisses.times} + 1` },
      });
  });
}

/** Whoever looks for more than anybody would is no longer counted, and is told nothing of it. */
async function isTooMuch(personId: number): Promise<boolean> {
  try {
    await limitNoting(String(personId));
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}

/** With the salts of earlier days it is forgotten who was counted on them. */
async function saltOf(tx: Tx, day: string): Promise<string> {
  await tx.delete(searchMissDays).where(lt(searchMissDays.day, day));
  await tx
    .insert(searchMissDays)
    .values({ day, salt: randomBytes(32).toString('base64url') })
    .onConflictDoNothing();
  const [kept] = await tx.select().from(searchMissDays).where(eq(searchMissDays.day, day));
  if (!kept) throw new Error('The day has no salt');
  return kept.salt;
}
