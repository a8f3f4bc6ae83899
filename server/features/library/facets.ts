import { type SQL, sql } from 'drizzle-orm';

export interface Facet {
  facet: 'workspace' | 'kind' | 'state' | 'council' | 'service' | 'tag' | 'licence' | 'used' | 'changed';
  value: string;
  topics: number;
}

const mostChoices = 10;

/** What has few values, as columns of `matched`: topics are counted by all of these together, and what comes of it by each. */
const few: { facet: Facet['facet']; by: SQL }[] = [
  { facet: 'kind', by: sql`kind` },
  { facet: 'workspace', by: sql`workspace_id` },
  { facet: 'used', by: sql`used` },
  { facet: 'changed', by: sql`changed` },
];
/** States, which are counted of `left_out` as well. */
const states = [sql`standing`, sql`is_ownerless`];

/** What can have many. Of a text, however it is spelled, one spelling is shown. */
const many: { facet: Facet['facet']; by: SQL; mostChoices?: number }[] = [
  { facet: 'council', by: sql`author_council_id` },
  { facet: 'service', by: sql`service`, mostChoices },
  { facet: 'licence', by: sql`licence`, mostChoices },
];

/**
 * How many there are of each: of all but tags in one pass over the topics. By how many councils use it, and by when it
 * changed, a topic is counted at the closest step alone.
 */
export const facets = (): SQL => sql`
  with counted as materialized (
    select ${list([...few, ...many].map(({ by }) => by))}, ${list(states)}, ${list(many.map(({ by }, at) => sql`grouping(${by}) = 0 as ${ofMany(at)}`))},
      count(*) as matched
    from matched group by grouping sets ((${list([...few.map(({ by }) => by), ...states])}), ${list(many.map(({ by }) => by))})
  ), by_few as materialized (
    select * from counted where not (${sql.join(
      many.map((_, at) => ofMany(at)),
      sql` or `,
    )})
  )
  ${all([
    sql`select case ${each(({ facet }) => sql`${facet}`)} end as facet, case ${each(({ by }) => sql`${by}::text`)} end as value,
        sum(matched)::int as topics
      from by_few group by grouping sets (${list(few.map(({ by }) => by))})`,
    sql`select 'state', standing, sum(matched)::int from (
      select standing, matched from by_few union all select standing, matched from left_out) as states group by standing`,
    sql`select 'state', 'ownerless', sum(matched)::int from (
      select matched from by_few where is_ownerless union all select ownerless from left_out) as ownerless`,
    ...many.map(
      ({ facet, by, mostChoices }, at) => sql`(select ${facet}, min(${by}::text), sum(matched)::int as topics
        from counted where ${ofMany(at)} and ${by} is not null group by lower(${by}::text)
        order by topics desc, lower(${by}::text) ${mostChoices ? sql`limit ${mostChoices}` : undefined})`,
    ),
    sql`(select 'tag', tag, count(*)::int from matched, unnest(tags) as tag where tags <> '{}'
      group by tag order by count(*) desc, tag limit ${mostChoices})`,
  ])}`;

const list = (items: SQL[]): SQL => sql.join(items, sql`, `);
const all = (queries: SQL[]): SQL => sql.join(queries, sql` union all `);
const ofMany = (at: number) => sql.raw(`of_many_${at}`);

const each = (column: (one: (typeof few)[number]) => SQL): SQL =>
  sql.join(
    few.map((one) => sql`when grouping(${one.by}) = 0 then ${column(one)}`),
    sql` `,
  );
