import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { events } from '../../platform/tables.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { listRepliesById } from '../replies/queries.ts';
import { drawPatches } from './patches.ts';
import { findTopicFor } from './queries.ts';

const changesAtMost = 200;

/**
 * What a page that shows a topic up to sequence number `after` has missed: the pieces that changed since, as they
 * now are. Further behind than is sensible to patch, it is told to fetch the page itself.
 */
export async function changesSince(viewer: Viewer, topicId: number, after: number) {
  const topic = await findTopicFor(viewer, topicId);
  const { seq } = topic;
  if (after >= seq) return { seq, patches: [] };
  if (after < 0 || !Number.isInteger(after) || seq - after > changesAtMost) return { seq, tooFar: true };

  const changes = await db
    .select({ name: events.name, replyId: sql<number | null>`(${events.ids}->>'replyId')::int` })
    .from(events)
    .where(and(eq(events.topicId, topicId), gt(events.seq, after)))
    .orderBy(asc(events.seq));
  if (changes.some(({ name }) => isAfresh(name))) return { seq, tooFar: true };
  const replyIds = [...new Set(changes.flatMap(({ replyId }) => replyId ?? []))];
  const withTopic = changes.some(({ name }) => changesTopic(name));
  const replies = await listRepliesById(topicId, replyIds);
  return { seq, patches: await drawPatches(topic, replies, withTopic) };
}

/** What changes so much of a page that it is fetched anew. */
const changesAll = new Set(['author-withdrawn', 'topic-moved', 'replies-moved']);
export const isAfresh = (name: string) => changesAll.has(name);

/** A new reply or an edited one leaves the topic above it as it was. */
const leavesTopic = new Set(['reply-posted']);
export const changesTopic = (name: string) => !leavesTopic.has(name);
