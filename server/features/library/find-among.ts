import { type SQL, sql } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { figure } from '../../platform/figure.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { withinTime } from '../../platform/within-time.ts';
import { isPosted, visibleTo } from '../topics/queries.ts';
import { type Facet, facets } from './facets.ts';
import { changedWithin, isChangedWithin, isUsedBy, usedAtLeast } from './filters.ts';
import { isOwnerless, standing } from './standing.ts';

export interface Found {
  total: number;
  ids: number[];
  facets: Facet[];
}

interface Among {
  /** What the topics come from, as "with" says it; one of them has the topics' ids and is joined. */
  first?: SQL;
  joined?: SQL;
  conditions: SQL[];
  /** What is taken where nobody asked for a state; the counts of states are of what is left out as well. */
  unlessAsked?: SQL;
  /** What they are in the order of, the most first. */
  score: SQL;
  /** What makes the score so much more, in parts of it, where it is true; asked only of those that it can bring onto the page. */
  bonus?: { part: number; where: SQL };
  page: number;
  size: number;
  /** Left out where nobody is shown how many there are of each kind, as in feeds and tables. */
  withoutFacets?: boolean;
  /** After so many milliseconds it is given up, as too slow. */
  atMost?: number;
}

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
  { first, joined, conditions, unlessAsked, score, bonus, page, size, withoutFacets }: Among,
): Promise<Found> {
  const where = [isThere(viewer), ...conditions];
  const needsOwner = viewer.kind === 'member' ? isOwnerless() : sql`false`;
  const { rows } = await executor.execute<{ total: number; ids: number[]; facets: Facet[] }>(sql`
    with ${first ? sql`${first},` : undefined} matched as materialized (
      select topics.id, topics.kind, topics.workspace_id, topics.author_council_id, topics.tags,
        ${standing} as standing, ${needsOwner} as is_ownerless,
        ${closest(usedAtLeast.toReversed(), isUsedBy)} as used,
        ${closest(changedWithin, isChangedWithin)} as changed,
        nullif(topics.service, '') as service, nullif(topics.licence, '') as licence,
        ${score} as score
      from topics ${joined} where ${sql.join(unlessAsked ? [...where, unlessAsked] : where, sql` and `)}
    ), left_out as materialized (
      select ${standing} as standing, count(*) as matched, count(*) filter (where ${needsOwner}) as ownerless from topics
      where ${unlessAsked ? sql`${sql.join(where, sql` and `)} and not ${unlessAsked}` : sql`false`} group by 1
    )
    select (select count(*)::int from matched) as total,
      (select coalesce(json_agg(id), '[]') from (
        ${inOrder(bonus, page * size)} limit ${size} offset ${(page - 1) * size}) as shown) as ids,
      ${withoutFacets ? sql`'[]'::json` : sql`(select coalesce(json_agg(facets), '[]') from (${facets()}) as facets where value is not null and topics > 0)`} as facets`);
  return rows[0] ?? { total: 0, ids: [], facets: [] };
}

/**
 * The ids of what matched, the first first. What a bonus could not bring among so many is left out before anybody looks
 * whether it is due one: to read every title would take as long as all the rest.
 */
const inOrder = (bonus: Among['bonus'], upTo: number): SQL =>
  bonus
    ? sql`select id from matched join topics using (id)
        where matched.score * ${figure(1 + bonus.part)}::float8 >= coalesce((
          select score from matched order by score desc limit 1 offset ${figure(upTo - 1)}), 0)
        order by matched.score * (1 + ${figure(bonus.part)}::float8 * (${bonus.where})::int) desc, id desc`
    : sql`select id from matched order by score desc, id desc`;

/** The first of these steps for which something is true of a topic. */
const closest = (steps: number[], holds: (step: number) => SQL) =>
  sql`case ${sql.join(
    steps.map((step) => sql`when ${holds(step)} then ${figure(step)}`),
    sql` `,
  )} end`;
