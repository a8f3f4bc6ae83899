import { type SQL, sql } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { figure } from '../../platform/figure.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { withinTime } from '../../platform/within-time.ts';
import { isPosted, visibleTo } from '../topics/queries.ts';
import { changedWithin, isChangedWithin, isUsedBy, usedAtLeast } from './filters.ts';
import { isOwnerless, standing } from './standing.ts';

export interface Found {
  total: number;
  ids: number[];
  facets: Facet[];
}

export interface Facet {
  facet: 'workspace' | 'kind' | 'state' | 'council' | 'service' | 'tag' | 'licence' | 'used' | 'changed';
  value: string;
  topics: number;
}

interface Among {
  /** What the topics come from, as "with" says it; one of them has the topics' ids and is joined. */
  first?: SQL;
  joined?: SQL;
  conditions: SQL[];
  /** What is taken where nobody asked for a state; the counts of states leave it out. */
  unlessAsked?: SQL;
  /** What they are in the order of, the most first. */
  score: SQL;
  page: number;
  size: number;
  /** Left out where nobody is shown how many there are of each kind, as in feeds and tables. */
  withoutFacets?: boolean;
  /** After so many milliseconds it is given up, as too slow. */
  atMost?: number;
}

const mostChoices = 10;

/** True of topics that can be found by this viewer at all. */
export const isThere = (viewer: Viewer): SQL =>
  sql`(${visibleTo(viewer)} and ${isPosted} and topics.same_as is null)`;

/** Topics that this viewer may see, the first of them, and how many there are of each kind, state and so on. */
export async function findAmong(viewer: Viewer, { atMost, ...among }: Among): Promise<Found> {
  return atMost ? withinTime(atMost, (tx) => find(tx, viewer, among)) : find(db, viewer, among);
}

async function find(
  executor: Executor,
  viewer: Viewer,
  { first, joined, conditions, unlessAsked, score, page, size, withoutFacets }: Among,
): Promise<Found> {
  const isMember = viewer.kind === 'member';
  const where = [isThere(viewer), ...conditions];
  const { rows } = await executor.execute<{ total: number; ids: number[]; facets: Facet[] }>(sql`
    with ${first ? sql`${first},` : undefined} matched as materialized (
      select topics.id, topics.kind, topics.workspace_id, topics.author_council_id, topics.tags,
        ${standing} as standing, ${isMember ? sql`case when ${isOwnerless()} then 'ownerless' end` : sql`null`}::text as ownerless,
        ${closest(usedAtLeast.toReversed(), isUsedBy)} as used,
        ${closest(changedWithin, isChangedWithin)} as changed,
        nullif(topics.service, '') as service, nullif(topics.licence, '') as licence,
        ${unlessAsked ?? sql`true`} as taken, ${score} as score
      from topics ${joined} where ${sql.join(where, sql` and `)}
    ), taken as materialized (select * from matched where taken)
    select (select count(*)::int from taken) as total,
      (select coalesce(json_agg(id), '[]') from (
        select id from taken order by score desc, id desc limit ${size} offset ${(page - 1) * size}) as shown) as ids,
      ${withoutFacets ? sql`'[]'::json` : sql`(select coalesce(json_agg(counted), '[]') from (${facets()}) as counted)`} as facets`);
  return rows[0] ?? { total: 0, ids: [], facets: [] };
}

/** What topics are counted by, as columns of `matched`; of a text, however it is spelled, one spelling is shown. */
const counted: { facet: Facet['facet']; by: SQL; shown?: SQL }[] = [
  { facet: 'kind', by: sql`kind` },
  { facet: 'workspace', by: sql`workspace_id` },
  { facet: 'council', by: sql`author_council_id` },
  { facet: 'state', by: sql`standing` },
  { facet: 'state', by: sql`ownerless` },
  { facet: 'used', by: sql`used` },
  { facet: 'changed', by: sql`changed` },
  { facet: 'service', by: sql`lower(service)`, shown: sql`min(service)` },
  { facet: 'licence', by: sql`lower(licence)`, shown: sql`min(licence)` },
];

/**
 * How many there are of each: of all but tags in one pass over the topics. States are counted before one is taken. By how
 * many councils use it, and by when it changed, a topic is counted at the closest step alone.
 */
const facets = () => sql`
  select facet, value, topics from (
    select *, row_number() over (partition by facet order by topics desc, value) as place from (
      select case ${each(({ facet }) => sql`${facet}`)} end as facet,
        case ${each(({ by, shown = by }) => sql`${shown}::text`)} end as value,
        case grouping(standing) * grouping(ownerless) when 0 then count(*) else count(*) filter (where taken) end::int as topics
      from matched group by grouping sets (${sql.join(
        counted.map(({ by }) => by),
        sql`, `,
      )})) as groups
    where value is not null and topics > 0) as placed
  where place <= ${mostChoices} or facet not in ('service', 'licence')
  union all (select 'tag', tag, count(*)::int from taken, unnest(tags) as tag
    group by tag order by count(*) desc, tag limit ${mostChoices})`;

const each = (column: (one: (typeof counted)[number]) => SQL): SQL =>
  sql.join(
    counted.map((one) => sql`when grouping(${one.by}) = 0 then ${column(one)}`),
    sql` `,
  );

/** The first of these steps for which something is true of a topic. */
const closest = (steps: number[], holds: (step: number) => SQL) =>
  sql`case ${sql.join(
    steps.map((step) => sql`when ${holds(step)} then ${figure(step)}`),
    sql` `,
  )} end`;
