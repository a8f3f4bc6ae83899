import { sql } from 'drizzle-orm';
import { search } from '../../server/features/search/search.ts';
import { db } from '../../server/platform/database.ts';
import { visitor } from '../../server/platform/viewer.ts';
import { type Times, timesOf } from '../figures.ts';

/** What is asked of a search: that it is quick as long as it finds no more than this. */
const mostMatches = 10_000;

export interface Loaded extends Times {
  queries: number;
  /** Those that found more, by themselves. */
  beyond: Times & { queries: number };
}

/** Runs queries of one to four words that stand side by side in titles, one after the other, each once. */
export async function loadSearch(queries: number): Promise<Loaded> {
  const asked = await sampleQueries(queries);
  const within: number[] = [];
  const beyond: number[] = [];
  for (const query of asked) {
    const began = performance.now();
    const { found } = await search(visitor, query);
    (found.total <= mostMatches ? within : beyond).push(performance.now() - began);
  }
  return {
    queries: within.length,
    ...timesOf(within),
    beyond: { queries: beyond.length, ...timesOf(beyond) },
  };
}

async function sampleQueries(count: number): Promise<string[]> {
  const { rows } = await db.execute<{ title: string }>(
    sql`select title from topics where id % 7 = 3 order by md5(id::text) limit ${count}`,
  );
  return rows.map(({ title }, at) => {
    const words = title.split(/[^\p{L}\p{N}-]+/u).filter((word) => word.length > 2);
    const length = 1 + (at % 4);
    const from = (at * 7) % Math.max(1, words.length - length + 1);
    return words.slice(from, from + length).join(' ');
  });
}
