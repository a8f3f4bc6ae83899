import { type SQL, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { visibleTo } from '../topics/queries.ts';
import type { LookedUp } from './look-up-words.ts';

export const resultsOnPage = 10;

/**
 * How much of a query, by the rarity of its words, a topic has to have to be found by it at all: of two words more than
 * half, of a question in a whole sentence a quarter.
 */
const leastShare = (parts: number) => Math.max(0.25, Math.min(0.6, 1.2 / parts));
/** How much having all of it counts. */
const coverage = 0.2;
/** What is solved, what councils use, and what has the words in its title as they were typed, comes before its like. */
const boosts = { solved: 0.1, councils: 0.06, title: 0.2 };

export interface Found {
  total: number;
  ids: number[];
  facets: Facet[];
}

interface Facet {
  facet: 'workspace' | 'kind' | 'state' | 'council' | 'tag';
  value: string;
  topics: number;
}

interface Asked {
  words: LookedUp;
  /** All of it, as it was typed. */
  typed: string;
  phrases: string[];
  filter: SQL[];
  page: number;
}

/** The topics that a query finds for this viewer, the best first, and how many there are of each kind. */
export async function findTopics(
  viewer: Viewer,
  { words, typed, phrases, filter, page }: Asked,
): Promise<Found> {
  if (words.concepts.length === 0) return { total: 0, ids: [], facets: [] };
  const conditions = [
    visibleTo(viewer),
    sql`topics.same_as is null and topics.state <> 'draft'`,
    ...phrases.map(hasPhrase),
    ...(words.without.length > 0 ? [hasNone(words.without)] : []),
    ...filter,
  ];
  const { rows } = await db.execute<{ total: number; ids: number[]; facets: Facet[] }>(sql`
    with ${scored(words)}, matched as materialized (
      select topics.id, topics.kind, topics.workspace_id, topics.author_council_id, topics.tags,
        case when kind = 'question' then case when state = 'answered' then 'solved' else 'unanswered' end
          else health end as standing,
        score * (1 + ${figure(boosts.solved)} * (kind = 'question' and state = 'answered')::int
          + ${figure(boosts.councils)} * ln(1 + council_count)
          + ${figure(boosts.title)} * (title ilike ${asPattern(typed)})::int) as score
      from scored join topics on topics.id = scored.topic_id
      where ${sql.join(conditions, sql` and `)}
    )
    select (select count(*)::int from matched) as total,
      (select coalesce(json_agg(id), '[]') from (
        select id from matched order by score desc, id desc
        limit ${figure(resultsOnPage)} offset ${(page - 1) * resultsOnPage}) as shown) as ids,
      (select coalesce(json_agg(counted), '[]') from (${facets}) as counted) as facets`);
  return rows[0] ?? { total: 0, ids: [], facets: [] };
}

/** Written out, so that Postgres knows what kind of number it is. */
const figure = (number: number) => sql.raw(String(number));

/** Each topic with how well the words fit it. */
function scored({ concepts }: LookedUp): SQL {
  const rows = concepts.flatMap(({ alternatives }, concept) =>
    alternatives.flatMap(({ ids, factor }, alternative) =>
      ids.map((wordId) => ({ concept, alternative, size: new Set(ids).size, wordId, factor })),
    ),
  );
  const column = (pick: (row: (typeof rows)[number]) => number) => sql.param(rows.map(pick));
  return sql`
    asked as materialized (
      select distinct * from unnest(${column((row) => row.concept)}::int[], ${column((row) => row.alternative)}::int[],
        ${column((row) => row.size)}::int[], ${column((row) => row.wordId)}::int[],
        ${column((row) => row.factor)}::float8[]) as asked(concept, alternative, size, word_id, factor)
    ), hits as materialized (
      select concept, alternative, size, factor, topic_id, word_id, max(strength) as strength
      from asked join search_postings using (word_id)
      group by concept, alternative, size, factor, topic_id, word_id
    ), whole as materialized (
      select concept, topic_id, max(strength) as strength from (
        select concept, topic_id, factor * avg(strength) as strength from hits
        group by concept, alternative, size, factor, topic_id having count(*) = size) as alternatives
      group by concept, topic_id
    ), rarity as materialized (
      select concept, ln(1 + (greatest(total, topics) - topics + 0.5) / (topics + 0.5)) as rarity
      from (select concept, count(*) as topics from whole group by concept) as counted,
        (select greatest(reltuples, (select count(*) from (select from topics limit 1000) as few)) as total
          from pg_class where oid = 'public.topics'::regclass) as size
    ), scored as materialized (
      select topic_id, sum(strength * rarity) * power(sum(rarity) / max(total), ${figure(coverage)}) as score
      from whole join rarity using (concept), (select sum(rarity) as total from rarity) as all_of_it
      group by topic_id having sum(rarity) >= ${figure(leastShare(concepts.length))} * max(total)
    )`;
}

const facets = sql`
  select case when grouping(kind) = 0 then 'kind' when grouping(standing) = 0 then 'state'
      when grouping(workspace_id) = 0 then 'workspace' else 'council' end as facet,
    coalesce(kind, standing, workspace_id::text, author_council_id::text) as value, count(*)::int as topics
  from matched group by grouping sets ((kind), (standing), (workspace_id), (author_council_id))
  union all (select 'tag', tag, count(*)::int from matched, unnest(tags) as tag
    group by tag order by count(*) desc, tag limit 20)`;

const asPattern = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** True of topics in which this stands just so, in whichever post. */
function hasPhrase(phrase: string): SQL {
  const pattern = asPattern(phrase);
  return sql`(exists (select from topic_texts where topic_id = topics.id
      and (title ilike ${pattern} or tags ilike ${pattern} or body ilike ${pattern}))
    or exists (select from replies where replies.topic_id = topics.id and removed_at is null
      and plain_text(replies.html) ilike ${pattern}))`;
}

const hasNone = (wordIds: number[]): SQL =>
  sql`not exists (select from search_postings where topic_id = topics.id and word_id = any(${sql.param(wordIds)}::int[]))`;
