import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { clock } from '../../../platform/clock.ts';
import { db, type Executor } from '../../../platform/database.ts';
import { replies } from '../../replies/tables.ts';
import { topics } from '../../topics/tables.ts';
import { placesOf } from '../places.ts';
import { keptForDays, undoneWithin } from '../policy.ts';

/** What is to be purged: a topic with all that is in it, or one reply. */
export interface ToPurge {
  topicId: number;
  replyId?: number;
}

const ago = (milliseconds: number) => sql`${new Date(clock.now().getTime() - milliseconds).toISOString()}`;

/** Removed as the index says it, long enough ago, and held by nobody. Written out: these are asked with and without joins. */
const isOver = (table: 'topics' | 'replies'): SQL => {
  const column = (name: string) => sql.raw(`${table}.${name}`);
  return sql`${column('removed_as')} = 'removed' and ${column('purged_at')} is null and ${column('held_at')} is null
    and ${column('removed_at')} <= ${ago(keptForDays * 86_400_000)}::timestamptz`;
};

/** An appeal that is not decided keeps what it is about; so does an act that can still be undone. */
const isUnsettled = (place: SQL): SQL => sql`exists (
  select from moderation_log act left join appeals on appeals.act_id = act.id and appeals.decided_at is null
  where (${place}) and (appeals.id is not null or act.at > ${ago(undoneWithin)}::timestamptz))`;

/** Whatever is in a topic goes with it, and so keeps it where it has to be kept itself. */
const isTopicDue = (): SQL => sql`${isOver('topics')}
  and not exists (select from replies where replies.topic_id = topics.id and replies.held_at is not null)
  and not ${isUnsettled(sql`act.topic_id = topics.id or (act.topic_id, act.post) in (
    select was.topic_id, was.number from moved_replies was join replies here on here.id = was.reply_id
    where here.topic_id = topics.id)`)}`;

const isReplyDue = (): SQL => sql`${isOver('replies')}
  and not ${isUnsettled(sql`(act.topic_id, act.post) in ${placesOf({ topicId: sql`replies.topic_id`, post: sql`replies.number` })}`)}`;

/** The topics of which it is time, and the replies. */
export async function listToPurge(): Promise<ToPurge[]> {
  const ofTopics = db.select({ topicId: topics.id }).from(topics).where(isTopicDue()).orderBy(asc(topics.id));
  const ofReplies = db
    .select({ topicId: replies.topicId, replyId: replies.id })
    .from(replies)
    .where(isReplyDue())
    .orderBy(asc(replies.id));
  return [...(await ofTopics), ...(await ofReplies)];
}

/** Whether it is still so of one whose topic is held. */
export async function isStillDue(executor: Executor, { topicId, replyId }: ToPurge): Promise<boolean> {
  const count = replyId
    ? executor.$count(replies, and(eq(replies.id, replyId), eq(replies.topicId, topicId), isReplyDue()))
    : executor.$count(topics, and(eq(topics.id, topicId), isTopicDue()));
  return (await count) === 1;
}
