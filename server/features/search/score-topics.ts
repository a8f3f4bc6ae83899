import { type SQL, sql } from 'drizzle-orm';
import { figure } from '../../platform/figure.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { isThere } from '../library/find-among.ts';
import type { Concept, LookedUp } from './look-up-words.ts';

/**
 * How much of a query, by the rarity of its words, a topic has to have to be found by it at all: of two words more than
 * half, of a question in a whole sentence a quarter.
 */
const leastShare = (parts: number) => Math.max(0.25, Math.min(0.6, 1.2 / parts));

/** How much having all of it counts. */
const coverage = 0.2;
/**
 * So many rows of the index are read whole, about; words that would go beyond that are only looked for in the topics that
 * fit the rarer ones best, and so many of those.
 */
const readWhole = 40_000;
const lookedInto = 5_000;

/** The parts of a query by whether all rows of their words are read. Those of the rarest always are. */
function byRarity(concepts: Concept[]): { rare: Concept[]; common: Concept[] } {
  let read = 0;
  const ordered = concepts.toSorted((one, other) => one.postings - other.postings);
  const first = ordered.findIndex(({ postings }, at) => {
    read += postings;
    return at > 0 && read > readWhole;
  });
  return first < 0
    ? { rare: ordered, common: [] }
    : { rare: ordered.slice(0, first), common: ordered.slice(first) };
}

/**
 * Each topic with how well the words fit it, as `scored` for "with": of a part of the query what fits best, and parts count
 * by their rarity. What has too little of it is left out; a part that is in nothing this viewer could find is no part of
 * it, as if nobody had ever written it.
 */
export function scored(viewer: Viewer, { concepts }: LookedUp): SQL {
  const { rare, common } = byRarity(concepts);
  const parts = [
    ...rare.map((concept, at) => ({
      concept,
      ...namesOf(at),
      topics: sql`(select count(*) from ${namesOf(at).hits})`,
      isThere: sql`exists (select from ${namesOf(at).hits} as hit join topics on topics.id = hit.topic_id where ${isThere(viewer)})`,
    })),
    // About half as many topics as posts have a common word; only so much of it is known.
    ...common.map((concept, at) => ({
      concept,
      ...namesOf(rare.length + at),
      topics: figure(Math.round(concept.postings / 2)),
      isThere: sql`true`,
    })),
  ];
  const whole = parts.slice(0, rare.length);
  const share = leastShare(parts.length);
  // Rarer parts count for more, so that enough of them are enough of the query.
  const areEnough = rare.length >= share * parts.length;
  const isFitting = sql`topic_id in (select topic_id from fitting)`;
  return list([
    ...whole.map(({ hits, concept }) => sql`${hits} as materialized (${whereItIs(concept)})`),
    sql`sizes as materialized (select total, ${list(parts.map(({ topics, size }) => sql`${topics} as ${size}`))} from (${howManyTopics}) as topics)`,
    sql`weights as materialized (select ${list(parts.map(({ size, weight, isThere }) => sql`case when ${isThere} then ${rarityOf(size)} else 0 end as ${weight}`))} from sizes)`,
    sql`most as materialized (select ${sum(parts.map(({ weight }) => weight))} as weight from weights)`,
    sql`fitting as materialized (${fittingBest(whole.map(({ hits }) => hits))})`,
    ...parts
      .slice(rare.length)
      .map(({ hits, concept }) => sql`${hits} as (${whereItIs(concept, sql`and ${isFitting}`)})`),
    sql`hits as (${all(
      parts.map(
        ({
          hits,
          weight,
        }) => sql`select topic_id, (select ${weight} from weights) as weight, strength from ${hits}
          ${areEnough ? undefined : sql`where ${isFitting}`}`,
      ),
    )})`,
    sql`scored as materialized (
      select topic_id, sum(weight * strength) * power(sum(weight) / (select weight from most), ${figure(coverage)}) as score
      from hits where weight > 0 group by topic_id having sum(weight) >= ${figure(share)} * (select weight from most))`,
  ]);
}

const namesOf = (part: number) => ({
  hits: sql.raw(`hits_${part}`),
  size: sql.raw(`size_${part}`),
  weight: sql.raw(`weight_${part}`),
});
const list = (items: SQL[]): SQL => sql.join(items, sql`, `);
const sum = (items: SQL[]): SQL => sql.join(items, sql` + `);
const all = (queries: SQL[]): SQL => sql.join(queries, sql` union all `);

/** As BM25 reckons it, with topics for documents. */
const rarityOf = (size: SQL): SQL =>
  sql`ln(1 + (greatest(total, ${size}) - ${size} + 0.5)::float8 / (${size} + 0.5))`;

/** About; what Postgres has not counted yet is few. */
const howManyTopics = sql`select greatest(reltuples, (select count(*) from (select from topics limit 1000) as few)) as total
  from pg_class where oid = 'public.topics'::regclass`;

/** The topics that fit these parts best. */
function fittingBest(hits: SQL[]): SQL {
  const [only] = hits;
  const sums = all(hits.map((name) => sql`select * from ${name}`));
  return hits.length === 1
    ? sql`select topic_id from ${only} order by strength desc limit ${figure(lookedInto)}`
    : sql`select topic_id from (${sums}) as parts group by topic_id order by sum(strength) desc limit ${figure(lookedInto)}`;
}

/** The topics that have a part of a query, each with what fits it best. */
function whereItIs({ alternatives }: Concept, within = sql``): SQL {
  const words = Map.groupBy(
    alternatives.filter(({ ids }) => ids.length === 1),
    ({ factor }) => factor,
  );
  const ways = [
    ...[...words].map(([factor, found]) =>
      hasOneOf(
        found.flatMap(({ ids }) => ids),
        factor,
        within,
      ),
    ),
    ...alternatives
      .filter(({ ids }) => ids.length > 1)
      .map(({ ids, factor }) => hasAllOf(ids, factor, within)),
  ];
  const [only = sql``, ...more] = ways;
  if (more.length === 0) return only;
  return sql`select topic_id, max(strength) as strength from (${all(ways)}) as ways group by topic_id`;
}

/** Of one word, the rows stand in the order of topics, and so need not be sorted out. */
const hasOneOf = (ids: number[], factor: number, within: SQL): SQL => sql`
  select topic_id, ${figure(factor)} * max(strength) as strength from search_postings
  where ${ids.length === 1 ? sql`word_id = ${figure(ids[0] ?? 0)}` : sql`word_id = any(${sql.param(ids)}::int[])`} ${within}
  group by topic_id`;

/** The rarest first: the others are only looked for where it is. */
function hasAllOf(ids: number[], factor: number, within: SQL): SQL {
  const [rarest, ...others] = [...new Set(ids)];
  const strengths = [sql`strength`, ...others.map((_, at) => sql.raw(`strength_${at}`))];
  return sql`select topic_id, ${figure(factor)} * (${sum(strengths)}) / ${figure(strengths.length)} as strength
    from (${hasOneOf([rarest ?? 0], 1, within)}) as rarest ${sql.join(
      others.map(
        (id, at) => sql`cross join lateral (
          select max(strength) as ${sql.raw(`strength_${at}`)} from search_postings
          where word_id = ${figure(id)} and topic_id = rarest.topic_id having count(*) > 0) as ${sql.raw(`other_${at}`)}`,
      ),
      sql` `,
    )}`;
}
