import { type SQL, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { visibleTo } from '../topics/queries.ts';
import { changedWithin, usedAtLeast } from './filters.ts';
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
}

const mostChoices = 10;

/** Topics that this viewer may see, the first of them, and how many there are of each kind, state and so on. */
export async function findAmong(
  viewer: Viewer,
  { first, joined, conditions, unlessAsked, score, page, size, withoutFacets }: Among,
): Promise<Found> {
  const isMember = viewer.kind === 'member';
  const where = [visibleTo(viewer), sql`topics.same_as is null and topics.state <> 'draft'`, ...conditions];
  const { rows } = await db.execute<{ total: number; ids: number[]; facets: Facet[] }>(sql`
    with ${first ? sql`${first},` : undefined} matched as materialized (
      select topics.id, topics.kind, topics.workspace_id, topics.author_council_id, topics.tags,
        topics.council_count, ${standing} as standing, ${isMember ? isOwnerless() : sql`false`} as ownerless,
        coalesce(topics.edited_at, topics.created_at) as changed_at,
        topics.service, topics.licence,
        ${unlessAsked ?? sql`true`} as taken, ${score} as score
      from topics ${joined} where ${sql.join(where, sql` and `)}
    ), taken as materialized (select * from matched where taken)
    select (select count(*)::int from taken) as total,
      (select coalesce(json_agg(id), '[]') from (
        select id from taken order by score desc, id desc limit ${size} offset ${(page - 1) * size}) as shown) as ids,
      ${withoutFacets ? sql`'[]'::json` : sql`(select coalesce(json_agg(counted), '[]') from (${facets()}) as counted)`} as facets`);
  return rows[0] ?? { total: 0, ids: [], facets: [] };
}

const facets = () => sql`
  select case when grouping(kind) = 0 then 'kind' when grouping(workspace_id) = 0 then 'workspace' else 'council' end as facet,
    coalesce(kind, workspace_id::text, author_council_id::text) as value, count(*)::int as topics
  from taken group by grouping sets ((kind), (workspace_id), (author_council_id))
  union all select 'state', standing, count(*)::int from matched group by standing
  union all select 'state', 'ownerless', count(*)::int from matched where ownerless having count(*) > 0
  union all select 'used', least::text, count(*)::int from taken
    join unnest(${sql.param(usedAtLeast)}::int[]) as least on council_count >= least group by least
  union all select 'changed', days::text, count(*)::int from taken
    join unnest(${sql.param(changedWithin)}::int[]) as days
      on changed_at >= ${clock.now().toISOString()}::timestamptz - days * interval '1 day' group by days
  union all (select 'tag', tag, count(*)::int from taken, unnest(tags) as tag
    group by tag order by count(*) desc, tag limit ${mostChoices})
  union all (select 'service', min(service), count(*)::int from taken where service <> ''
    group by lower(service) order by count(*) desc, 2 limit ${mostChoices})
  union all (select 'licence', min(licence), count(*)::int from taken where licence <> ''
    group by lower(licence) order by count(*) desc, 2 limit ${mostChoices})`;
