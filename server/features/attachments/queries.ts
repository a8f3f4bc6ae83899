import { and, eq, exists, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { isCoordinatorOf, type SignedIn, type Viewer } from '../../platform/viewer.ts';
import { waitingPosts } from '../guests/tables.ts';
import { replies } from '../replies/tables.ts';
import { suggestions } from '../suggestions/tables.ts';
import { canDecideSuggestions } from '../topics/policy.ts';
import { findTopicFor, visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { attachments, attachmentUses } from './tables.ts';

const columns = {
  id: attachments.id,
  uploaderId: attachments.uploaderId,
  name: attachments.name,
  type: attachments.type,
  size: attachments.size,
  width: attachments.width,
  height: attachments.height,
  clearedAt: attachments.clearedAt,
  removedAt: attachments.removedAt,
  virus: attachments.virus,
};

/** In a post that this viewer sees: what a removed reply had is as gone as its text, and what only a draft had is its author's. */
export const isInPostSeenBy = (viewer: Viewer, more?: SQL): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(attachmentUses)
      .innerJoin(topics, eq(topics.id, attachmentUses.topicId))
      .leftJoin(replies, eq(replies.id, attachmentUses.replyId))
      .where(
        and(
          eq(attachmentUses.attachmentId, attachments.id),
          visibleTo(viewer),
          isNull(replies.removedAt),
          or(isNotNull(attachmentUses.publishedAt), isAuthoredBy(viewer)),
          or(isNotLeftOut, isOfWriter(viewer)),
          more,
        ),
      ),
  );

const isAuthoredBy = (viewer: Viewer) =>
  viewer.kind === 'visitor' ? undefined : eq(topics.authorId, viewer.id);

/** False while the post carries the mark of the edit in which a coordinator left it out: see authorship in people. */
const isNotLeftOut = sql`${attachmentUses.leftOutIn} is null or ${attachmentUses.leftOutIn} > coalesce(
  case when ${replies.id} is null then ${topics.coordinatorVersion} else ${replies.coordinatorVersion} end, 0)`;

/** What a coordinator left out is still seen by whoever wrote the post, and by the coordinators of its workspace. */
function isOfWriter(viewer: Viewer): SQL | undefined {
  if (viewer.kind === 'visitor') return undefined;
  const isOwn = sql`coalesce(${replies.authorId}, ${topics.authorId}) = ${viewer.id}`;
  return or(isOwn, isCoordinatedBy(viewer));
}

function isCoordinatedBy(viewer: Viewer): SQL {
  if (viewer.kind !== 'member') return sql`false`;
  return viewer.coordinates === 'all' ? sql`true` : inArray(topics.workspaceId, viewer.coordinates);
}

/** In a post of a workspace that they coordinate: they read it also when it is hidden or removed, until its text is deleted. */
const isInPostCoordinatedBy = (viewer: Viewer): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(attachmentUses)
      .innerJoin(topics, eq(topics.id, attachmentUses.topicId))
      .where(
        and(
          eq(attachmentUses.attachmentId, attachments.id),
          isNotNull(attachmentUses.publishedAt),
          isCoordinatedBy(viewer),
        ),
      ),
  );

/** In some version of this post. */
export const isUsedIn = (topicId: number, replyId: number | undefined): SQL =>
  sql`exists (select from attachment_uses used where used.attachment_id = ${attachments.id}
    and used.topic_id = ${topicId}::int and used.reply_id is not distinct from ${replyId ?? null}::int)`;

/** Whose text, which nobody has posted yet, has this file in it, and is theirs to have it there. */
const isIn = (text: SQL, writer: SQL) =>
  sql`(${writer} = ${attachments.uploaderId} and ${text} like '%/attachments/' || ${attachments.id} || '%')`;

/** In an edit that its uploader suggested to this topic. */
export const isSuggestedTo = (topicId: number | SQL) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(suggestions)
      .where(
        and(
          sql`${suggestions.topicId} = ${topicId}`,
          isIn(sql`${suggestions.content}::text`, sql`${suggestions.authorId}`),
        ),
      ),
  );

/**
 * A file as this viewer may see it: their own, or one of a post that they see or moderate, or of a text that they decide on.
 * Others see none before it has been cleared, and nobody sees one before it is whole.
 */
export async function findAttachmentFor(viewer: Viewer, id: string) {
  const [found] = await db
    .select({
      ...columns,
      isInPost: sql<boolean>`${isInPostSeenBy(viewer)} or ${isInPostCoordinatedBy(viewer)}`,
    })
    .from(attachments)
    .where(and(eq(attachments.id, id), isNotNull(attachments.storedAt)));
  if (!found) throw notFound();
  const isOwn = viewer.kind !== 'visitor' && viewer.id === found.uploaderId;
  const isCleared = found.clearedAt && !found.removedAt;
  const isSeen = isOwn || (isCleared && (found.isInPost || (await isToBeDecidedBy(viewer, id))));
  if (!isSeen) throw notFound();
  return found;
}

export type Attachment = Awaited<ReturnType<typeof findAttachmentFor>>;

/** In an edit that was suggested to what they look after, or in what waits for them to approve it. */
async function isToBeDecidedBy(viewer: Viewer, id: string): Promise<boolean> {
  if (viewer.kind !== 'member') return false;
  return (await isSuggestedToThem(viewer, id)) || isWaitingForThem(viewer, id);
}

async function isSuggestedToThem(viewer: SignedIn, id: string): Promise<boolean> {
  const found = await db
    .select({ id: topics.id })
    .from(topics)
    .innerJoin(attachments, and(eq(attachments.id, id), isSuggestedTo(sql`${topics.id}`)))
    .where(visibleTo(viewer));
  const suggestedTo = await Promise.all(found.map((topic) => findTopicFor(viewer, topic.id)));
  return suggestedTo.some((topic) => canDecideSuggestions(viewer, topic));
}

async function isWaitingForThem(viewer: SignedIn, id: string): Promise<boolean> {
  const found = await db
    .select({ workspaceId: waitingPosts.workspaceId })
    .from(waitingPosts)
    .innerJoin(
      attachments,
      and(eq(attachments.id, id), isIn(sql`${waitingPosts.fields}::text`, sql`${waitingPosts.authorId}`)),
    );
  return found.some(({ workspaceId }) => isCoordinatorOf(viewer, workspaceId));
}
