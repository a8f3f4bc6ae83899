import { sql } from 'drizzle-orm';

/** Since when a question waits: it was posted, or opened again because what was answered was not enough. */
export const waitsSince = sql<Date>`coalesce(case when topics.state = 'reopened' then (
  select max(events.at) from events where events.topic_id = topics.id and events.name = 'topic-state-changed'
    and events.ids->>'to' = 'reopened') end, topics.created_at)`.mapWith((text) => new Date(text));

/** True of a question that nobody but its asker has said anything to since, and that members can answer. */
export const isWithoutReply = sql`(topics.kind = 'question' and topics.same_as is null and topics.removed_as is null and topics.locked_at is null
  and topics.state in ('open', 'reopened') and not exists (
    select 1 from replies where replies.topic_id = topics.id and replies.removed_at is null
      and replies.author_id <> topics.author_id and replies.created_at >= ${waitsSince}))`;
