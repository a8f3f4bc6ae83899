import { type SQL, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { listTopicsById } from '../topics/lists.ts';
import { findAmong } from './find-among.ts';
import { isKnown } from './standing.ts';

/** What the library can be in the order of. */
export const orders = { reused: 'Most reused', newest: 'Newest', helpful: 'Most helpful to you' } as const;
export type Order = keyof typeof orders;

interface Asked {
  conditions: SQL[];
  /** Whether a state is asked for; otherwise only what is known is taken. */
  hasState: boolean;
  order: Order;
  page: number;
  size: number;
  withoutFacets?: boolean;
}

/** A page of what is known, as far as this viewer may see it. */
export async function browse(viewer: Viewer, { conditions, hasState, order, ...shown }: Asked) {
  const unlessAsked = hasState ? undefined : isKnown;
  const score = order === 'helpful' ? helpfulTo(viewer) : scores[order];
  const found = await findAmong(viewer, { conditions, unlessAsked, score, ...shown });
  const [topics, answers] = await Promise.all([
    listTopicsById(viewer, found.ids),
    listFirstAnswers(found.ids),
  ]);
  return { found, topics: topics.map((topic) => ({ ...topic, answer: answers.get(topic.id) })) };
}

/** When a topic was last written, in days. */
const age = sql`extract(epoch from coalesce(topics.edited_at, topics.created_at)) / 86400`;
const scores: Record<Exclude<Order, 'helpful'>, SQL> = {
  reused: sql`(topics.council_count * 1e6 + ${age})`,
  newest: sql`(${age})`,
};

/**
 * What is in the workspaces that somebody writes in or helps with counts most, then what has tags of what they wrote or help
 * with, then what councils use; of their own they know. For visitors it is what is reused.
 */
function helpfulTo(viewer: Viewer): SQL {
  if (viewer.kind === 'visitor') return scores.reused;
  return sql`(
    (topics.workspace_id in (
      select workspace_id from topics where author_id = ${viewer.id}
      union select topics.workspace_id from replies join topics on topics.id = replies.topic_id where replies.author_id = ${viewer.id}
      union select workspaces.id from help_offers join workspaces using (requirement_id) where person_id = ${viewer.id}))::int * 3
    + least(3, (select count(*) from unnest(topics.tags) as tag where tag in (
      select unnest(tags) from topics where author_id = ${viewer.id}
      union select tag from help_tags where person_id = ${viewer.id})))
    + ln(1 + topics.council_count) - (topics.author_id = ${viewer.id})::int * 10
  ) * 1e6 + ${age}`;
}

type FirstAnswer = {
  number: number;
  text: string;
  author: { name: string; council: { name: string } | null };
  confirmedBy: { name: string; council: { name: string } | null } | null;
};

/** The beginning of the first answer that was accepted to each of these questions, and who confirmed it. */
async function listFirstAnswers(topicIds: number[]): Promise<Map<number, FirstAnswer>> {
  if (topicIds.length === 0) return new Map();
  const { rows } = await db.execute<{ topicId: number } & FirstAnswer>(sql`
    select distinct on (topic_id) topic_id as "topicId", number, left(plain_text(html), 400) as text, author,
      accepted_by as "confirmedBy"
    from replies where topic_id = any(${sql.param(topicIds)}::int[]) and accepted_at is not null and replies.removed_at is null
    order by topic_id, accepted_at, number`);
  return new Map(rows.map(({ topicId, ...answer }) => [topicId, answer]));
}
