import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { importThreads } from '../server/features/imports/import-threads.ts';
import { search } from '../server/features/search/search.ts';
import { closeDatabase, db, openDatabase } from '../server/platform/database.ts';
import { visitor } from '../server/platform/viewer.ts';
import { startDatabase } from './database.ts';
import { type JudgedQuery, type Judgement, judge } from './search/judge.ts';
import { loadSearch } from './search/load.ts';
import { columns } from './table.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: 'string' },
    bulk: { type: 'string', multiple: true },
    load: { type: 'string', default: '400' },
    json: { type: 'boolean' },
  },
});
const [file] = positionals;
if (!file) {
  console.error('npm run bench:search -- FILE_OF_QUERIES [--corpus FILE] [--bulk FILE] …');
  console.error(
    'The corpus is threads.jsonl beside the queries unless it is named; bulk is imported around it.',
  );
  process.exit(2);
}

const queries = (await readFile(file, 'utf8'))
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as JudgedQuery);
const corpus = values.corpus ?? path.join(path.dirname(file), 'threads.jsonl');

const database = await startDatabase();
try {
  for (const from of [corpus, ...(values.bulk ?? [])]) {
    console.error(`Importing ${from} …`);
    await importThreads(from, { visibility: 'public' });
  }
  await db.execute(sql`vacuum analyze`);
  await closeDatabase();
  openDatabase(database.url);
  const sources = new Map<number, string>();
  const found = await judge(queries, async (query) => {
    const { results } = await search(visitor, query);
    await nameSources(results.map(({ topic }) => topic.id));
    return results.map(({ topic }) => sources.get(topic.id) ?? '');
  });
  const rows = Object.entries({ 'all of them': found.all, ...found.byKind }).map(([kind, judgement]) =>
    row(kind, judgement),
  );
  console.log(columns([['', 'queries', 'in 3', 'in 10', 'MRR', 'p50 ms', 'p99'], ...rows]));
  for (const { query, place } of found.missed) console.log(`${place || 'not found'}: ${query}`);
  const loaded = await loadSearch(Number(values.load));
  console.log(
    `${loaded.queries} queries of words from titles: p50 ${loaded.p50} ms, p99 ${loaded.p99}; ` +
      `${loaded.beyond.queries} more that match over 10,000 topics: p50 ${loaded.beyond.p50}, p99 ${loaded.beyond.p99}`,
  );
  if (values.json) console.log(JSON.stringify({ ...found, loaded }));

  /** Outside what is measured: where each topic came from. */
  async function nameSources(ids: number[]): Promise<void> {
    const fresh = ids.filter((id) => !sources.has(id));
    if (fresh.length === 0) return;
    const { rows } = await db.execute<{ id: number; source: string }>(
      sql`select id, source from topics where id = any(${sql.param(fresh)}::int[])`,
    );
    for (const { id, source } of rows) sources.set(id, source);
  }
} finally {
  await database.stop();
}

function row(
  kind: string,
  { queries: count, successAt3, successAt10, meanReciprocalRank, p50, p99 }: Judgement,
) {
  const share = (value: number) => value.toFixed(3);
  return [kind, count, share(successAt3), share(successAt10), share(meanReciprocalRank), p50, p99];
}
