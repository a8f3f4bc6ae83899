import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { requirements } from '../standard/tables.ts';
import { listedColumns, visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { topicTexts } from './tables.ts';

const shownAtMost = 5;
/** The share of what a title says that a topic has to say too, to be worth showing. */
const worthShowing = 0.25;
/** How near the most similar one a solved topic has to come to stand before it. */
const similarEnough = 0.7;
/** How many topics are looked at, about; the rarest words of a title choose them. */
const lookedAt = 800;
/** The share of topics that a word is in which is too rare for Postgres to have counted it. */
const rare = 0.0005;
/** So few topics that the rest is counted here: Postgres does so only after the first dozens, and not every word. */
const few = 2000;

interface Asked {
  /** The least share of the title. */
  least?: number;
  /** Only what answers already. */
  solvedOnly?: boolean;
}

/** A question with an accepted answer, guidance that is current, a pattern that is used. */
const isSolved = sql`(${topics.kind} = 'question' and ${topics.state} = 'answered'
  or ${topics.kind} = 'guidance' and ${topics.state} = 'published' or ${topics.kind} = 'pattern' and ${topics.state} = 'in-use')`;

const isCurrent = sql`(${topics.state} not in ('draft', 'withdrawn', 'retired') and ${topics.removedAs} is null
  and ${topics.health} <> 'replaced' and ${topics.sameAs} is null)`;

/** Topics of which this viewer may see that they are like one with this title: solved ones first, where similar enough. */
export function listSimilar(viewer: Viewer, title: string, { least = worthShowing, solvedOnly }: Asked = {}) {
  const isFirst = sql`(${isSolved} and likeness >= ${similarEnough} * max(likeness) over ())`;
  return db
    .select({
      ...listedColumns,
      lastRead: sql<number>`0`,
      likeness: sql<number>`likeness`,
      answer: sql<string>`left(${topicTexts.answer}, 400)`,
    })
    .from(topics)
    .innerJoin(likeThis(title, least), sql`alike.topic_id = ${topics.id}`)
    .innerJoin(topicTexts, eq(topicTexts.topicId, topics.id))
    .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .leftJoin(requirements, eq(requirements.id, workspaces.requirementId))
    .where(and(visibleTo(viewer), isCurrent, solvedOnly ? isSolved : undefined))
    .orderBy(desc(isFirst), desc(sql`likeness`), desc(topics.id))
    .limit(shownAtMost);
}

export type Similar = Awaited<ReturnType<typeof listSimilar>>[number];

/**
 * How much of what a title says is in each topic, from 0 to 1. A word counts by its rarity, which Postgres knows from
 * its own statistics, and by where it stands. The rarest words choose which topics are looked at, so that a title of
 * common words is as quick; where even the rarest is common, topics have to have two of them.
 */
const likeThis = (title: string, least: number): SQL => sql`(
  with total as materialized (
    -- Before Postgres has counted them for the first time it says -1.
    select case when reltuples < 0 then (select count(*) from topic_texts) else reltuples end as total
    from pg_class where oid = 'public.topic_texts'::regclass
  ), known as materialized (
    select unnest(most_common_elems::text::text[]) as lexeme, unnest(most_common_elem_freqs) as share
    from pg_stats where schemaname = 'public' and tablename = 'topic_texts' and attname = 'words'
  ), counted as materialized (
    select lexeme, total, coalesce(share, case when total <= ${few} then (
      select greatest(0.5, count(*)) from topic_texts where words @@ quote_literal(lexeme)::tsquery) / greatest(1, total)
      else ${rare} end) as share
    from unnest(to_tsvector('public.plain_english', ${title}::text)) left join known using (lexeme) cross join total
    where strpos(lexeme, chr(92)) = 0 -- which in a query would stand for something else
  ), typed as materialized (
    select lexeme, greatest(0.01, ln(1 / share)) as rarity, row_number() over rarest as place,
      sum(share) over rarest * total as in_topics
    from counted window rarest as (order by share, lexeme)
  ), chosen as (
    select case when min(in_topics) <= ${lookedAt}
      then string_agg(quote_literal(lexeme), ' | ') filter (where in_topics <= ${lookedAt})
      else string_agg(quote_literal(lexeme), ' & ') filter (where place <= 2) end::tsquery as query
    from typed
  )
  select topic_id, likeness from (
    select topic_id, (
      select sum(rarity * least(1, 1.645 * ts_rank('{0.1, 0.25, 0.5, 1}', words, quote_literal(lexeme)::tsquery)))
        / sum(rarity) from typed) as likeness
    from topic_texts where words @@ (select query from chosen)
  ) as ranked where likeness >= ${least}
) as alike`;
