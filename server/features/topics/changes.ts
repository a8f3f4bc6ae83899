import { eq, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { type DomainEvents, record } from '../../platform/events.ts';
import { listLinkedIds } from '../links/queries.ts';
import { indexPosts } from '../search/index-posts.ts';
import { writeTopicTexts } from '../similar-topics/write-topic-texts.ts';
import type { Topic } from './queries.ts';
import { topics } from './tables.ts';

/** The ids that every change of a topic carries, so that each room that shows it can be told. */
interface TopicChange {
  workspaceId: number;
  standardId: number;
  /** The topics whose pages name this one, where what they say of it may have changed. */
  linkedIds?: number[];
}

declare module '../../platform/events.ts' {
  interface DomainEvents {
    'topic-posted': TopicChange;
    /** With everything that was said in it: there is no event for each reply, and nobody is told of old news. */
    'topic-imported': TopicChange;
    'topic-edited': TopicChange;
    'topic-state-changed': TopicChange & { from: string; to: string };
    'topic-visibility-changed': TopicChange & { to: string };
    /** Somebody else looks after it. */
    'topic-handed-on': TopicChange;
    /** Somebody said that it is still right. */
    'topic-reviewed': TopicChange;
    /** It has to be looked at, for a reason. */
    'review-asked': TopicChange;
    /** A council has said that it has this too, or taken it back. */
    'same-problems-changed': TopicChange;
    /** A council has said what it does with it, or taken it back. */
    'adoption-recorded': TopicChange;
    /** It was said what it is to another topic, or that was taken back. */
    'links-changed': TopicChange;
    /** It answered somebody who was about to ask. */
    'answer-found': TopicChange;
    /** A day has come. */
    'topic-health-changed': TopicChange;
    /** An edit was suggested, taken back or decided. */
    'suggestions-changed': TopicChange;
    /** A coordinator acted on it: hid it, locked it and so on. */
    'topic-moderated': TopicChange & { act: string };
    /** A coordinator moved it: one for the workspace that it was in, and one for that in which it is. */
    'topic-moved': TopicChange;
    /** Replies came from another topic, or went to one. */
    'replies-moved': TopicChange;
    'reply-moderated': TopicChange & { replyId: number; act: string };
    /** Somebody who left took their name off all that they wrote in it. */
    'author-withdrawn': TopicChange;
    'reply-posted': TopicChange & { replyId: number; number: number };
    'reply-edited': TopicChange & { replyId: number };
    'reply-removed': TopicChange & { replyId: number };
    'reply-restored': TopicChange & { replyId: number };
    'answer-accepted': TopicChange & { replyId: number };
    'acceptance-undone': TopicChange & { replyId: number };
  }
}

export const topicEvents = [
  'topic-posted',
  'topic-imported',
  'topic-edited',
  'topic-state-changed',
  'topic-visibility-changed',
  'topic-handed-on',
  'topic-reviewed',
  'review-asked',
  'same-problems-changed',
  'adoption-recorded',
  'links-changed',
  'answer-found',
  'topic-health-changed',
  'suggestions-changed',
  'author-withdrawn',
  'topic-moderated',
  'topic-moved',
  'replies-moved',
  'reply-moderated',
  'reply-posted',
  'reply-edited',
  'reply-removed',
  'reply-restored',
  'answer-accepted',
  'acceptance-undone',
] as const;

export type TopicEventName = (typeof topicEvents)[number];
type Own<N extends TopicEventName> = Omit<DomainEvents[N], keyof TopicChange>;
/** What changes the words that a topic is found by: its text, or an answer that was accepted. */
const changesWords = new Set<TopicEventName>([
  'topic-posted',
  'topic-edited',
  'reply-edited',
  'reply-removed',
  'reply-moderated',
  'replies-moved',
  'answer-accepted',
  'acceptance-undone',
]);

/** What changes that a topic is seen, and as what, on the pages of those that it is linked with. */
const changesLinks = new Set<TopicEventName>([
  'topic-edited',
  'topic-state-changed',
  'topic-visibility-changed',
  'topic-health-changed',
  'topic-moderated',
  'topic-moved',
]);

type Columns = Parameters<ReturnType<Tx['update']>['set']>[0];

/**
 * Writes a change of a topic that is held, under the topic's next sequence number: no number is left out and none
 * is used twice, because the row is locked until this is committed.
 */
export async function recordChange<N extends TopicEventName>(
  tx: Tx,
  topic: Pick<Topic, 'id' | 'workspace'>,
  actor: { id: number } | null,
  name: N,
  ids: Own<N>,
  set: Columns = {},
): Promise<void> {
  const [changed] = await tx
    .update(topics)
    .set({ seq: sql`${topics.seq} + 1`, ...set })
    .where(eq(topics.id, topic.id))
    .returning({ seq: topics.seq, linkCount: topics.linkCount });
  if (changesWords.has(name)) await writeTopicTexts(tx, [topic.id]);
  const replyId = 'replyId' in ids ? (ids.replyId as number) : undefined;
  if (replyId) await indexPosts(tx, { topicIds: [topic.id], only: { replyId } });
  else if (changesWords.has(name)) await indexPosts(tx, { topicIds: [topic.id], only: 'topic' });
  const isLinked = changesLinks.has(name) && changed && changed.linkCount > 0;
  const linked = isLinked ? { linkedIds: await listLinkedIds(tx, topic.id) } : {};
  const place = { workspaceId: topic.workspace.id, standardId: topic.workspace.standardId, ...linked };
  const change = {
    ...place,
    ...ids,
    actorId: actor?.id ?? null,
    topicId: topic.id,
    seq: changed?.seq ?? null,
  };
  await record(tx, name, change as unknown as Parameters<typeof record<N>>[2]);
}

/** What a change that people would call activity moves: the topic to the top of its lists. */
export const asActivity = () => ({ lastActivityAt: clock.now() });
