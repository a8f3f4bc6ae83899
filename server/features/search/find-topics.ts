import { type SQL, sql } from 'drizzle-orm';
import { figure } from '../../platform/figure.ts';
import { anywhere } from '../../platform/like.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { type Found, findAmong } from '../library/find-among.ts';
import type { Concept, LookedUp } from './look-up-words.ts';

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

/** The best first, or what happened last. */
export type Order = 'fit' | 'activity';

interface Asked {
  words: LookedUp;
  /** All of it, as it was typed. */
  typed: string;
  phrases: string[];
  filter: SQL[];
  page: number;
  size: number;
  order: Order;
  withoutFacets?: boolean;
}

/** The topics that a query finds for this viewer, the best first, and how many there are of each kind. */
export async function findTopics(
  viewer: Viewer,
  { words, typed, phrases, filter, order, ...shown }: Asked,
): Promise<Found> {
  if (words.concepts.length === 0) return { total: 0, ids: [], facets: [] };
  return findAmong(viewer, {
    first: scored(words),
    joined: sql`join scored on scored.topic_id = topics.id`,
    conditions: [
      ...phrases.map(hasPhrase),
      ...(words.without.length > 0 ? [hasNone(words.without)] : []),
      ...filter,
    ],
    score:
      order === 'activity'
        ? sql`extract(epoch from topics.last_activity_at)`
        : sql`score * (1 + ${figure(boosts.solved)} * (topics.kind = 'question' and topics.state = 'answered')::int
      + ${figure(boosts.councils)} * ln(1 + topics.council_count)
      + ${figure(boosts.title)} * (topics.title ilike ${anywhere(typed)})::int)`,
    ...shown,
  });
}

/**
 * So many rows of the index are read whole, about; words that would go beyond that are only looked for in the topics that
 * fit the rarer ones best, and so many of those.
 */
const readWhole = 40_000;
const lookedInto = 5_000;

/** The parts of a query whose words are too common to read all of their rows. The rarest never is. */
function commonAmong(concepts: Concept[]): Set<Concept> {
  const byRarity = concepts.toSorted((one, other) => one.postings - other.postings);
  const common = new Set<Concept>();
  let read = 0;
  for (const [at, concept] of byRarity.entries()) {
    read += concept.postings;
    if (at > 0 && read > readWhole) common.add(concept);
  }
  return common;
}

/** Each topic with how well the words fit it. */
function scored({ concepts }: LookedUp): SQL {
  const common = commonAmong(concepts);
  const rows = concepts.flatMap((concept, at) =>
    concept.alternatives.flatMap(({ ids, factor }, alternative) =>
      ids.map((wordId) => ({
        concept: at,
        alternative,
        size: new Set(ids).size,
        wordId,
        factor,
        // Of a common word about half as many topics as posts have it; only so much of it is known.
        topics: common.has(concept) ? Math.round(concept.postings / 2) : 0,
      })),
    ),
  );
  const column = (pick: (row: (typeof rows)[number]) => number) => sql.param(rows.map(pick));
  const hasPhrases = rows.some(({ size }) => size > 1);
  return sql`
    asked as materialized (
      select distinct * from unnest(${column((row) => row.concept)}::int[], ${column((row) => row.alternative)}::int[],
        ${column((row) => row.size)}::int[], ${column((row) => row.wordId)}::int[], ${column((row) => row.factor)}::float8[],
        ${column((row) => row.topics)}::int[]) as asked(concept, alternative, size, word_id, factor, topics)
    ), rare as materialized (
      select concept, topic_id, max(factor * strength) as strength
      from asked join search_postings using (word_id) where topics = 0 and size = 1 group by concept, topic_id
      ${hasPhrases ? sql`union all ${wholePhrases}` : undefined}
    ), hits as materialized (
      select concept, topic_id, strength from rare ${common.size > 0 ? sql`union all ${commonWords}` : undefined}
    ), whole as materialized (
      ${hasPhrases ? sql`select concept, topic_id, max(strength) as strength from hits group by concept, topic_id` : sql`select * from hits`}
    ), rarities as materialized (
      select array_agg(rarity order by concept) as of, sum(rarity) as total from (
        select concept, coalesce(ln(1 + (greatest(total, topics) - topics + 0.5) / (topics + 0.5)), 0) as rarity
        from generate_series(0, ${concepts.length - 1}::int) as concept
        left join (select concept, greatest(count(*), (select max(topics) from asked where asked.concept = whole.concept)) as topics
          from whole group by concept) as counted using (concept),
          (select greatest(reltuples, (select count(*) from (select from topics limit 1000) as few)) as total
            from pg_class where oid = 'public.topics'::regclass) as size) as each
    ), scored as materialized (
      select topic_id, sum(strength * (select of from rarities)[concept + 1])
        * power(sum((select of from rarities)[concept + 1]) / (select total from rarities), ${figure(coverage)}) as score
      from whole group by topic_id
      having sum((select of from rarities)[concept + 1])
        >= ${figure(leastShare(concepts.length))} * (select total from rarities)
    )`;
}

/** An alternative of several words counts where all of them are. */
const wholePhrases = sql`
  select concept, topic_id, max(strength) from (
    select concept, topic_id, factor * avg(strength) as strength from (
      select concept, alternative, size, factor, topic_id, word_id, max(strength) as strength
      from asked join search_postings using (word_id) where topics = 0 and size > 1
      group by concept, alternative, size, factor, topic_id, word_id) as words
    group by concept, alternative, size, factor, topic_id having count(*) = size) as phrases
  group by concept, topic_id`;

const commonWords = sql`
  select concept, topic_id, max(factor * search_postings.strength)
  from (select topic_id from rare group by topic_id order by sum(strength) desc limit ${figure(lookedInto)}) as fitting
    cross join asked join search_postings using (word_id, topic_id) where asked.topics > 0 and size = 1
  group by concept, topic_id`;

/** True of topics in which this stands just so, in whichever post. */
function hasPhrase(phrase: string): SQL {
  const pattern = anywhere(phrase);
  return sql`(exists (select from topic_texts where topic_id = topics.id
      and (title ilike ${pattern} or tags ilike ${pattern} or body ilike ${pattern}))
    or exists (select from replies where replies.topic_id = topics.id and removed_at is null
      and plain_text(replies.html) ilike ${pattern}))`;
}

const hasNone = (wordIds: number[]): SQL =>
  sql`not exists (select from search_postings where topic_id = topics.id and word_id = any(${sql.param(wordIds)}::int[]))`;
