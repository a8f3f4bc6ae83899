import { type SQL, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { escapeHtml } from '../../platform/views.ts';
import type { LookedUp } from './look-up-words.ts';

/** Where in a topic the words of a query are. */
export interface Passage {
  /** The number of the reply, or 0 for the topic itself. */
  post: number;
  isAnswer: boolean;
  html: string;
}

/**
 * Stand around what was found until the text is made harmless, and for "<", since Postgres leaves out what looks like a
 * tag. What people type has no such signs where it is shown.
 */
const marks = { from: '\u0001', to: '\u0002', less: '\u0003' };
const options = `StartSel=${marks.from}, StopSel=${marks.to}, MaxWords=40, MinWords=20`;
const longestText = 20_000;

/** The passage of each topic that fits a query best: of a solved question, one from its answers. */
export async function findPassages(
  topicIds: number[],
  { concepts, lexemes }: LookedUp,
): Promise<Map<number, Passage>> {
  if (topicIds.length === 0) return new Map();
  const ids = [...new Set(concepts.flatMap(({ alternatives }) => alternatives.flatMap(({ ids }) => ids)))];
  const { rows } = await db.execute<{ topicId: number; post: number; isAnswer: boolean; text: string }>(sql`
    with fit as (
      select topic_id, post, sum(strength) as fit from search_postings
      where word_id = any(${sql.param(ids)}::int[]) and topic_id = any(${sql.param(topicIds)}::int[])
      group by topic_id, post
    ), texts as (
      select topic_id, 0 as post, false as is_answer, fit,
        (select body from topic_texts where topic_texts.topic_id = fit.topic_id) as text
      from fit where post = 0
      union all
      select replies.topic_id, number, accepted_at is not null, coalesce(fit, 0), plain_text(html)
      from replies left join fit on fit.topic_id = replies.topic_id and post = number
      where replies.topic_id = any(${sql.param(topicIds)}::int[]) and replies.removed_at is null
        and (fit is not null or accepted_at is not null)
    ), best as (
      select distinct on (topic_id) * from texts order by topic_id, is_answer desc, fit desc, post
    )
    select topic_id as "topicId", post, is_answer as "isAnswer", ts_headline(
      'public.plain_english', ${asPlain(sql`left(text, ${longestText})`)}, ${lexemesAsQuery(lexemes)}, ${options}) as text
    from best`);
  return new Map(rows.map(({ topicId, text, ...passage }) => [topicId, { ...passage, html: marked(text) }]));
}

/** The text, harmless, with what was found marked. */
export const marked = (text: string): string =>
  escapeHtml(text.replaceAll(marks.less, '<'))
    .replaceAll(marks.from, '<mark>')
    .replaceAll(marks.to, '</mark>');

const asPlain = (text: SQL): SQL => sql`translate(${text}, ${`<${marks.from}${marks.to}`}, ${marks.less})`;

const lexemesAsQuery = (lexemes: string[]) =>
  sql`(select string_agg(quote_literal(lexeme), ' | ') from unnest(${sql.param(lexemes)}::text[]) as lexeme)::tsquery`;

/** Titles with what was found marked. */
export async function markTitles(titles: string[], { lexemes }: LookedUp): Promise<string[]> {
  if (titles.length === 0) return [];
  const { rows } = await db.execute<{ title: string }>(sql`
    select ts_headline('public.plain_english', ${asPlain(sql`title`)}, ${lexemesAsQuery(lexemes)},
      ${`StartSel=${marks.from}, StopSel=${marks.to}, HighlightAll=true`}) as title
    from unnest(${sql.param(titles)}::text[]) with ordinality as titles(title, place) order by place`);
  return rows.map(({ title }) => marked(title));
}
