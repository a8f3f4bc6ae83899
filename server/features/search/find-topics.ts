import { type SQL, sql } from 'drizzle-orm';
import { figure } from '../../platform/figure.ts';
import { anywhere } from '../../platform/like.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { type Found, findAmong } from '../library/find-among.ts';
import type { LookedUp } from './look-up-words.ts';
import { scored } from './score-topics.ts';

export const resultsOnPage = 10;

/** What is solved, what councils use, and what has the words in its title as they were typed, comes before its like. */
const boosts = { solved: 0.1, councils: 0.06, title: 0.2 };

/** Texts are read of each topic that has the words of what is quoted; there is no other bound to how many those are. */
const readingTextsAtMost = 3000;

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
    first: scored(viewer, words),
    joined: sql`join scored on scored.topic_id = topics.id`,
    conditions: [
      inOneWalk,
      ...(phrases.length > 0 ? [hasPhrases(phrases)] : []),
      ...words.withoutPhrases.map(lacks),
      ...(words.without.length > 0 ? [hasNone(words.without)] : []),
      ...filter,
    ],
    score:
      order === 'activity'
        ? sql`extract(epoch from topics.last_activity_at)`
        : sql`score * (1::float8 + ${figure(boosts.solved)}::float8 * (topics.kind = 'question' and topics.state = 'answered')::int
      + ${figure(boosts.councils)} ::float8 * ln(1 + topics.council_count))`,
    bonus:
      order === 'fit' ? { part: boosts.title, where: sql`topics.title ilike ${anywhere(typed)}` } : undefined,
    atMost: phrases.length + words.withoutPhrases.length > 0 ? readingTextsAtMost : undefined,
    ...shown,
  });
}

/**
 * True of all that was joined: said as well, so that Postgres walks once along the index of topics rather than from its top
 * to each of thousands.
 */
const inOneWalk = sql`topics.id = any((select array_agg(topic_id) from scored)::int[])`;

/**
 * True of topics in which these stand just so, in whichever post. Its texts are put together once for all of them: to make
 * them of replies takes longest.
 */
function hasPhrases(phrases: string[]): SQL {
  const patterns = sql`${sql.param(phrases.map(anywhere))}::text[]`;
  // No phrase has the end of a line in it, and so none stands in two of them.
  return sql`exists (
    select from topic_texts, lateral (select concat_ws(E'\\n', title, tags, body) as own) as texts
    where topic_id = topics.id and (own ilike all (${patterns}) or concat_ws(E'\\n', own, (
      select string_agg(plain_text(html), E'\\n') from replies
      where replies.topic_id = topics.id and replies.removed_at is null)) ilike all (${patterns})))`;
}

/** Texts are only read of topics that have all of its words. */
const lacks = ({ phrase, ids }: LookedUp['withoutPhrases'][number]): SQL =>
  sql`not (${sql.join([...new Set(ids)].map(hasWord), sql` and `)}${ids.length > 0 ? sql` and ` : undefined}${hasPhrases([phrase])})`;

const hasWord = (id: number): SQL =>
  sql`exists (select from search_topic_words where topic_id = topics.id and word_id = ${figure(id)})`;

const hasNone = (wordIds: number[]): SQL =>
  sql`not exists (select from search_topic_words where topic_id = topics.id and word_id = any(${sql.param(wordIds)}::int[]))`;
