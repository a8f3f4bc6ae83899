import { type SQL, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { figure } from '../../platform/figure.ts';
import { literally } from '../../platform/like.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { isThere } from '../library/find-among.ts';
import { countThere, mostCounted } from './count-there.ts';
import { isOneEditAway } from './one-edit.ts';
import type { Query } from './read-query.ts';
import { synonymsAt } from './synonyms.ts';
import { whereItIs } from './where-it-is.ts';

/** One way to say a part of a query: all these words have to be in a topic, and it counts for so much. */
interface Alternative {
  words: string[];
  factor: number;
}

/** A word that a topic can have, and how many have it, about. */
export interface KnownWord {
  id: number;
  lexeme: string;
  topics: number;
}

/** A part of a query by the words that are known: each alternative is a list of their ids, the rarest first. */
export interface Concept {
  alternatives: { ids: number[]; factor: number }[];
  /** How many topics have it, at most. */
  topics: number;
}

export interface LookedUp {
  /** Small words and signs alone, which say nothing of what is looked for. */
  saysNothing: boolean;
  concepts: Concept[];
  /** How many topics there are, about. */
  allTopics: number;
  /** Words of which no topic may have any. */
  without: number[];
  /** What no topic may have just so, with the words that a topic has that has it. */
  withoutPhrases: { phrase: string; ids: number[] }[];
  /** What to mark where it is found. */
  lexemes: string[];
  /** What was taken for what, where nothing or hardly anything is spelled as it was typed. */
  respelled: { typed: string; meant: string; isAlsoThere: boolean }[];
}

const counts = { synonym: 0.8, beginning: 0.5, respelled: 0.6 };
const mostBeginnings = 10;
/** Of so many, in case that others are in nothing somebody may see. */
const mostLookedAt = 100;
/** A word that so many topics have is whole: who typed it does not look for what begins with it. */
const isWhole = 200;
const mostRespelled = 3;
/** What so few topics have is more likely a slip. */
const rare = 3;

/** Finds the words of a query among those that posts have: what they mean too, what they begin, and what they were meant to be. */
export async function lookUpWords(viewer: Viewer, query: Query): Promise<LookedUp> {
  const parts = alternativesOf(query);
  const written = [
    ...new Set([
      ...parts.flat().flatMap(({ words }) => words),
      ...query.without,
      ...query.withoutPhrases.flatMap(wordsIn),
    ]),
  ];
  const known = await findWords(viewer, written);
  const last = query.isUnfinished ? query.words.at(-1)?.at(-1) : undefined;
  const [beginnings, respelled] = await Promise.all([
    last ? findBeginnings(viewer, known.get(last)?.[0]) : [],
    findRespelled(viewer, unknownAmong(query, known)),
  ]);

  const foundParts = parts.flatMap((alternatives, at): Concept[] => {
    const found = alternatives.flatMap(({ words, factor }) => {
      const lists = words.map((word) => known.get(word) ?? []);
      const isKnown = lists.every((list) => list.every(({ id }) => id > 0));
      const [rarest, ...others] = lists.flat().toSorted((one, other) => one.topics - other.topics);
      if (!rarest || !isKnown) return [];
      return [{ ids: [rarest, ...others].map(({ id }) => id), factor, topics: rarest.topics }];
    });
    for (const { typed, word } of respelled)
      if (alternatives.some(({ words }) => words.length === 1 && words[0] === typed))
        found.push({ ids: [word.id], factor: counts.respelled, topics: word.topics });
    if (at === parts.length - 1)
      for (const word of beginnings)
        found.push({ ids: [word.id], factor: counts.beginning, topics: word.topics });
    const topics = found.reduce((sum, one) => sum + one.topics, 0);
    return found.length > 0 ? [{ alternatives: found, topics }] : [];
  });
  const concepts = await countTogether(viewer, foundParts);
  const ids = new Set(concepts.flatMap(({ alternatives }) => alternatives.flatMap(({ ids }) => ids)));
  const all = [...known.values(), beginnings, respelled.map(({ word }) => word)].flat();
  return {
    saysNothing: !query.words.flat().some((word) => known.has(word)),
    concepts,
    allTopics: known.values().next().value?.[0]?.allTopics ?? 0,
    without: query.without.flatMap((word) => known.get(word) ?? []).flatMap(({ id }) => id || []),
    withoutPhrases: query.withoutPhrases
      .map((phrase) => ({
        phrase,
        ids: wordsIn(phrase).flatMap((word) => (known.get(word) ?? []).map(({ id }) => id)),
      }))
      .filter(({ ids }) => ids.every((id) => id > 0)),
    lexemes: [...new Set(all.filter(({ id }) => ids.has(id)).map(({ lexeme }) => lexeme))],
    respelled: respelled.map(({ typed, meant }) => ({
      typed,
      meant,
      isAlsoThere: known.get(typed)?.some(({ id }) => id > 0) ?? false,
    })),
  };
}

/** Of words that have to be in a topic together, as of "sign-in", counts the topics that have them all. */
async function countTogether(viewer: Viewer, concepts: Concept[]): Promise<Concept[]> {
  const together = concepts.filter(
    ({ alternatives: [only, ...more] }) => only && only.ids.length > 1 && more.length === 0,
  );
  if (together.length === 0) return concepts;
  const { rows } = await db.execute<{ topics: number }>(
    sql.join(
      together.map(
        (concept) => sql`(
        with hits as materialized (${whereItIs(concept)})
        select ${countThere(viewer, sql`hits`)}::int as topics)`,
      ),
      sql` union all `,
    ),
  );
  const counted = new Map(together.map((concept, at) => [concept, rows[at]?.topics ?? 0]));
  return concepts
    .map((concept) => ({ ...concept, topics: counted.get(concept) ?? concept.topics }))
    .filter(({ topics }) => topics > 0);
}

/** The words of a phrase that are words wherever it stands; with other signs between them they may be one, as in addresses. */
const wordsIn = (phrase: string): string[] =>
  /^[\p{L}\p{N}\s-]+$/u.test(phrase) ? phrase.split(/[\s-]+/) : [];

/** The parts of a query, each with what it could also be called. */
function alternativesOf({ words }: Query): Alternative[][] {
  const parts = words.map((one) => one.map((word): Alternative => ({ words: [word], factor: 1 })));
  const typed = words.map(([first = '']) => first);
  for (const [at] of typed.entries())
    for (const { length, others } of synonymsAt(typed, at))
      for (const part of parts.slice(at, at + length))
        part.push(...others.map((other) => ({ words: other, factor: counts.synonym })));
  return parts;
}

/** How many topics have the word of a row: counted, but of words in more than can be each time about, as Postgres knows them. */
const withSizes = sql`
  common as materialized (
    select unnest(most_common_vals::text::int[]) as word_id, unnest(most_common_freqs) as share
    from pg_stats where schemaname = 'public' and tablename = 'search_topic_words' and attname = 'word_id'
  ), size as materialized (
    select greatest(reltuples, 0) as rows from pg_class where oid = 'public.search_topic_words'::regclass
  )`;
const topics = (viewer: Viewer) => sql`coalesce(
  (select share * size.rows from common, size
    where common.word_id = search_words.id and share * size.rows > ${figure(mostCounted)})::int,
  ${countThere(viewer, sql`(select topic_id from search_topic_words where word_id = search_words.id) as rows_of_word`)}::int) as topics`;

/** What Postgres has not counted yet is few. */
const howManyTopics = sql`
  select greatest(reltuples, (select count(*) from (select from topics limit 1000) as few)) from pg_class
  where oid = 'public.topics'::regclass`;

/**
 * What Postgres makes of each word, and how common it is. Small words ("the") give nothing. A word that is in nothing this
 * viewer could find has the id 0.
 */
async function findWords(
  viewer: Viewer,
  written: string[],
): Promise<Map<string, (KnownWord & { allTopics: number })[]>> {
  const { rows } = await db.execute<{
    written: string;
    id: number;
    lexeme: string;
    topics: number;
    allTopics: number;
  }>(sql`
    with ${withSizes}
    select written, lexeme, (${howManyTopics})::int as "allTopics", case when seen then id else 0 end as id, case when seen then words.topics else 0 end as topics
    from (
      select typed.written, lexeme, search_words.id, ${topics(viewer)}
      from unnest(${sql.param(written)}::text[]) as typed(written)
      cross join lateral unnest(to_tsvector('public.plain_english', typed.written)) as lexemes
      left join search_words on search_words.word = lexeme collate "C"
      -- Offset keeps Postgres from counting anew wherever the count is named.
      offset 0
    ) as words, lateral (select ${isSomewhere(viewer, sql`words.id`)} as seen offset 0) as each`);
  const found = Map.groupBy(rows, (row) => row.written);
  return new Map([...found].map(([word, lexemes]) => [word, withoutCompounds(lexemes)]));
}

/** True of a word that is in something this viewer could find. */
const isSomewhere = (viewer: Viewer, id: SQL): SQL => sql`exists (
  select from search_topic_words join topics on topics.id = topic_id where word_id = ${id} and ${isThere(viewer)})`;

/** Of "end-to-end" its parts: it is found as well where it is written without hyphens. */
function withoutCompounds<W extends KnownWord>(words: W[]): W[] {
  const parts = words.filter(({ lexeme }) => !lexeme.includes('-'));
  return parts.length > 0 ? parts : words;
}

/** Words that begin with this one, the shortest first. */
async function findBeginnings(viewer: Viewer, word?: KnownWord): Promise<KnownWord[]> {
  if (!word || word.lexeme.length < 3 || word.topics >= isWhole) return [];
  const { lexeme } = word;
  const pattern = `${literally(lexeme)}_%`;
  const { rows } = await db.execute<{ id: number; lexeme: string; topics: number }>(sql`
    with ${withSizes}
    select id, word as lexeme, ${topics(viewer)} from (
      select id, word from search_words where word like ${pattern} order by length(word), word limit ${mostLookedAt}
    ) as search_words where ${isSomewhere(viewer, sql`search_words.id`)}
    order by length(word), word limit ${mostBeginnings}`);
  return rows;
}

/** Words that were typed and that no topic has, or hardly any. */
function unknownAmong({ words }: Query, known: Map<string, KnownWord[]>): string[] {
  return words.flat().filter((word) => {
    const [found, ...more] = known.get(word) ?? [];
    return found && more.length === 0 && found.topics <= rare && /^\p{L}{4,30}$/u.test(word);
  });
}

interface Respelled {
  typed: string;
  meant: string;
  word: KnownWord;
}

/** What was meant by words that are one slip away from a word in a title or a tag of something that this viewer may see. */
async function findRespelled(viewer: Viewer, typed: string[]): Promise<Respelled[]> {
  if (typed.length === 0) return [];
  const { rows } = await db.execute<{ typed: string; word: string }>(sql`
    select typed, word from unnest(${sql.param(typed.map((word) => word.toLowerCase()))}::text[]) as typed
    join title_words on left(word, 1) = left(typed, 1) and length(word) between length(typed) - 1 and length(typed) + 1`);
  const near = rows.filter(({ typed, word }) => isOneEditAway(typed, word));
  if (near.length === 0) return [];
  const known = await findWords(viewer, [...new Set(near.map(({ word }) => word))]);
  return typed.flatMap((word) =>
    near
      .filter((one) => one.typed === word.toLowerCase())
      .flatMap(({ word: meant }) =>
        (known.get(meant) ?? []).map((found) => ({ typed: word, meant, word: found })),
      )
      .filter(({ word: found }) => found.id > 0)
      .sort((one, other) => other.word.topics - one.word.topics)
      .slice(0, mostRespelled),
  );
}
