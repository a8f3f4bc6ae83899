import { sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';

/** Forgets words that no post has any more: a rare one can be a name that was in a post alone. */
export async function forgetUnusedWords(): Promise<void> {
  await forgetIndexed();
  await forgetTitles();
}

const isUnused = sql`not exists (select from search_topic_words used where used.word_id = search_words.id)`;

/**
 * Looked for without holding up anybody, and then asked again while nobody can bring one: whoever writes which words a post has
 * holds the table until that is committed, and would otherwise name a word that goes at this moment.
 */
async function forgetIndexed(): Promise<void> {
  const { rows } = await db.execute<{ id: number }>(sql`select id from search_words where ${isUnused}`);
  if (rows.length === 0) return;
  const ids = sql.param(rows.map(({ id }) => id));
  await db.transaction(async (tx) => {
    // Whoever posts waits behind this: where it is not had at once, the job fails, and is tried again later.
    await tx.execute(sql`set local lock_timeout = '2s'`);
    await tx.execute(sql`lock table search_words in share row exclusive mode`);
    await tx.execute(sql`delete from search_words where id = any(${ids}::int[]) and ${isUnused}`);
  });
}

/** These only help whoever mistypes: one that somebody brings at this very moment may be missed until it comes again. */
async function forgetTitles(): Promise<void> {
  await db.execute(sql`
    delete from title_words where word in (
      select word from title_words except
      select lexeme collate "C" from topic_texts, unnest(to_tsvector('simple', title || ' ' || tags)))`);
}
