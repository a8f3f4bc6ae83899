import { type SQL, sql } from 'drizzle-orm';
import { figure } from '../../platform/figure.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { countThere } from './count-there.ts';
import type { Concept, LookedUp } from './look-up-words.ts';
import { isSaidOneWay, whereItIs } from './where-it-is.ts';

/**
 * How much of a query, by the rarity of its words, a topic has to have to be found by it at all: of two words more than
 * half, of a question in a whole sentence a quarter.
 */
const leastShare = (parts: number) => Math.max(0.25, Math.min(0.6, 1.2 / parts));

/** How much having all of it counts. */
const coverage = 0.2;
/** To plan how more than so many are joined would take longer than it saves. */
const mostJoined = 4;
/** To look for a word in a topic takes as long as reading so many rows of it. */
const lookUp = 2;

interface Part {
  at: number;
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
  const spared = sparedOf(parts, share);
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
    ...(parts.length <= mostJoined ? [joined(parts, spared, share)] : gathered(parts, spared, share)),
  ]);
}

/**
 * Of few words rows are read side by side, in the order of topics: those of words without which nothing is found, or else
 * of those of which one is needed, and of the others where the first are.
 */
function joined(parts: Part[], spared: Set<Part>, share: number): SQL {
  const always = withoutWhich(parts, share);
  const first = always.length > 0 ? always : parts.filter((part) => !spared.has(part));
  const others = parts.filter((part) => !first.includes(part));
  const [from, ...more] = first.map(rowsOf);
  const how = always.length > 0 ? sql`join` : sql`full join`;
  const weight = sum(parts.map((part) => sql`${part.weight} * (${nameOf(part)}.strength is not null)::int`));
  const fit = sum(parts.map((part) => sql`${part.weight} * coalesce(${nameOf(part)}.strength, 0)`));
  return sql`scored as materialized (
    select topic_id, fit * power(weight / (select weight from most), ${asFloat(coverage)}) as score
    from (select topic_id, ${fit} as fit, ${weight} as weight from ${sql.join(
      [
        sql`${from}`,
        ...more.map((rows) => sql`${how} ${rows} using (topic_id)`),
        ...others.map((part) => sql`left join ${rowsOf(part)} using (topic_id)`),
      ],
      sql` `,
    )}) as hits
    where ${isEnough(sql`weight`, share)} order by topic_id)`;
}

const nameOf = ({ at }: Part) => sql.raw(`part_${at}`);
const rowsOf = (part: Part): SQL =>
  sql`${part.counted?.hits ?? sql`(${whereItIs(part.concept)})`} as ${nameOf(part)}`;

/** Parts that every topic has to have, all the others together being too little of the query, where that is known before. */
function withoutWhich(parts: Part[], share: number): Part[] {
  if (parts.some(({ counted }) => counted)) return [];
  const whole = parts.reduce((weight, { known = 0 }) => weight + known, 0);
  return parts.filter(({ known = 0 }) => whole - known < share * whole);
}

/** Of many, as of a question in a sentence, rows are gathered by their topics. */
function gathered(parts: Part[], spared: Set<Part>, share: number): SQL[] {
  const { needed, common } = byNeed(parts, spared);
  return [
    sql`needed as ${common.length > 0 ? sql`materialized` : undefined} (${all(needed.map((part) => fits(part)))})`,
    ...(common.length > 0
      ? [sql`among as materialized (select array_agg(topic_id) as ids from needed)`]
      : []),
    sql`scored as materialized (
      select topic_id, sum(fit) * power(sum(weight) / (select weight from most), ${asFloat(coverage)}) as score
      from (${all([sql`select * from needed`, ...common.map((part) => fits(part, isAmong))])}) as hits
      group by topic_id having ${isEnough(sql`sum(weight)`, share)}
      -- Topics are then found side by side in their index.
      order by topic_id)`,
  ];
}

const isEnough = (weight: SQL, share: number): SQL =>
  sql`${weight} > 0 and ${weight} >= ${asFloat(share)} * (select weight from most)`;

const list = (items: SQL[]): SQL => sql.join(items, sql`, `);
const sum = (items: SQL[]): SQL => sql.join(items, sql` + `);
const all = (queries: SQL[]): SQL => sql.join(queries, sql` union all `);
const asFloat = (number: number) => sql`${figure(number)}::float8`;

function partOf(concept: Concept, at: number, allTopics: number): Part {
  if (isSaidOneWay(concept)) {
    const known = Math.log(1 + (Math.max(0, allTopics - concept.topics) + 0.5) / (concept.topics + 0.5));
    return { at, concept, known, weight: asFloat(known) };
  }
  const weighed = sql.raw(`weighed_${at}`);
  const hits = sql.raw(`hits_${at}`);
  return { at, concept, weight: sql`(select weight from ${weighed})`, counted: { hits, weighed } };
}

/** Parts that no topic needs: it has to have one of the others, these together being too little of the query. */
function sparedOf(parts: Part[], share: number): Set<Part> {
  const lightest = parts
    .filter(({ counted }) => !counted)
    .sort((one, other) => (one.known ?? 0) - (other.known ?? 0));
  let left = share * lightest.reduce((weight, { known = 0 }) => weight + known, 0);
  return new Set(
    lightest.filter(({ known = 0 }) => {
      left -= known;
      return left > 0;
    }),
  );
}

/** Of what no topic needs, what would take longer to read than to look for is only looked for where one of the others is. */
function byNeed(parts: Part[], spared: Set<Part>): { needed: Part[]; common: Part[] } {
  const rows = (some: Iterable<Part>) => [...some].reduce((count, { concept }) => count + concept.topics, 0);
  const candidates = rows(parts) - rows(spared);
  const isCommon = (part: Part) => spared.has(part) && part.concept.topics > lookUp * candidates;
  return { needed: parts.filter((part) => !isCommon(part)), common: parts.filter(isCommon) };
}

const isAmong = sql`and topic_id = any((select ids from among)::int[])`;

/** The topics that have a part, with what it weighs and how well it fits. */
const fits = ({ concept, weight, counted }: Part, among?: SQL): SQL => sql`
  select topic_id, ${weight} as weight, ${weight} * strength as fit
  from ${counted?.hits ?? sql`(${whereItIs(concept, among)}) as hits`}`;

/** What a part weighs by how many topics have it, as BM25 reckons it; nothing, where this viewer could find none of them. */
const weighed = (viewer: Viewer, hits: SQL, allTopics: number): SQL => sql`
  select case when size > 0 then ln(1 + (greatest(0, ${figure(allTopics)} - size) + 0.5::float8) / (size + 0.5::float8)) else 0 end as weight
  from (select ${countThere(viewer, hits)}::float8 as size offset 0) as counted`;
