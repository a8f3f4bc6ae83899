import { type SQL, sql } from 'drizzle-orm';
import { figure } from '../../platform/figure.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { isThere } from '../library/find-among.ts';
import type { Concept, LookedUp } from './look-up-words.ts';
import { isOneWord, whereItIs } from './where-it-is.ts';

/**
 * How much of a query, by the rarity of its words, a topic has to have to be found by it at all: of two words more than
 * half, of a question in a whole sentence a quarter.
 */
const leastShare = (parts: number) => Math.max(0.25, Math.min(0.6, 1.2 / parts));

/** How much having all of it counts. */
const coverage = 0.2;
/** To look for a word in a topic takes as long as reading so many rows of it. */
const lookUp = 2;

interface Part {
  concept: Concept;
  weight: SQL;
  /** What it weighs, where that is known before it is asked. */
  known?: number;
  /** Its topics, counted: of what is said in several ways nobody knows before how many those are. */
  counted?: { hits: SQL; weighed: SQL };
}

/**
 * Each topic with how well the words fit it, as `scored` for "with": of a part of the query what fits best, and parts count
 * by their rarity. What has too little of it is left out; a part that is in nothing this viewer could find is no part of
 * it, as if nobody had ever written it.
 */
export function scored(viewer: Viewer, { concepts, allTopics }: LookedUp): SQL {
  const share = leastShare(concepts.length);
  const parts = concepts.map((concept, at) => partOf(concept, at, allTopics));
  const { needed, common } = byNeed(parts, share);
  return list([
    ...parts.flatMap(({ concept, counted }) =>
      counted
        ? [
            sql`${counted.hits} as materialized (${whereItIs(concept)})`,
            sql`${counted.weighed} as materialized (${weighed(viewer, counted.hits, allTopics)})`,
          ]
        : [],
    ),
    sql`most as materialized (select ${sum(parts.map(({ weight }) => weight))} as weight)`,
    sql`needed as ${common.length > 0 ? sql`materialized` : undefined} (${all(needed.map((part) => fits(part)))})`,
    ...(common.length > 0
      ? [sql`among as materialized (select array_agg(topic_id) as ids from needed)`]
      : []),
    sql`scored as materialized (
      select topic_id, sum(fit) * power(sum(weight) / (select weight from most), ${asFloat(coverage)}) as score
      from (${all([sql`select * from needed`, ...common.map((part) => fits(part, isAmong))])}) as hits
      group by topic_id having sum(weight) > 0 and sum(weight) >= ${asFloat(share)} * (select weight from most)
      -- Topics are then found side by side in their index.
      order by topic_id)`,
  ]);
}

const list = (items: SQL[]): SQL => sql.join(items, sql`, `);
const sum = (items: SQL[]): SQL => sql.join(items, sql` + `);
const all = (queries: SQL[]): SQL => sql.join(queries, sql` union all `);
const asFloat = (number: number) => sql`${figure(number)}::float8`;

function partOf(concept: Concept, at: number, allTopics: number): Part {
  if (isOneWord(concept)) {
    const known = Math.log(1 + (Math.max(0, allTopics - concept.topics) + 0.5) / (concept.topics + 0.5));
    return { concept, known, weight: asFloat(known) };
  }
  const weighed = sql.raw(`weighed_${at}`);
  const hits = sql.raw(`hits_${at}`);
  return { concept, weight: sql`(select weight from ${weighed})`, counted: { hits, weighed } };
}

/**
 * Which parts a topic has to have one of, the others together being too little of the query. Of those, what would take
 * longer to read than to look for is only looked for where one of the first is.
 */
function byNeed(parts: Part[], share: number): { needed: Part[]; common: Part[] } {
  const lightest = parts
    .flatMap(({ known = 0, ...part }) => (part.counted ? [] : [{ ...part, known }]))
    .sort((one, other) => one.known - other.known);
  let left = share * lightest.reduce((weight, { known }) => weight + known, 0);
  const spared = lightest.filter(({ known }) => {
    left -= known;
    return left > 0;
  });
  const rows = (some: { concept: Concept }[]) =>
    some.reduce((count, { concept }) => count + concept.topics, 0);
  const candidates = rows(parts) - rows(spared);
  const common = new Set(
    spared.filter(({ concept }) => concept.topics > lookUp * candidates).map(({ concept }) => concept),
  );
  return {
    needed: parts.filter(({ concept }) => !common.has(concept)),
    common: parts.filter(({ concept }) => common.has(concept)),
  };
}

const isAmong = sql`and topic_id = any((select ids from among)::int[])`;

/** The topics that have a part, with what it weighs and how well it fits. */
const fits = ({ concept, weight, counted }: Part, among?: SQL): SQL => sql`
  select topic_id, ${weight} as weight, ${weight} * strength as fit
  from ${counted?.hits ?? sql`(${whereItIs(concept, among)}) as hits`}`;

/** What a part weighs by how many topics have it, as BM25 reckons it; nothing, where this viewer could find none of them. */
const weighed = (viewer: Viewer, hits: SQL, allTopics: number): SQL => sql`
  select case when exists (select from ${hits} as hit join topics on topics.id = hit.topic_id where ${isThere(viewer)})
    then ln(1 + (greatest(0, ${figure(allTopics)} - size) + 0.5::float8) / (size + 0.5::float8)) else 0 end as weight
  from (select count(*)::float8 as size from ${hits}) as counted`;
