import { canPostIn, isCoordinatorOf, isInGroup, type Viewer } from '../../platform/viewer.ts';
import { canReport } from '../reports/policy.ts';
import type { Removal } from '../topics/kinds.ts';
import { canAccept, canReply } from '../topics/policy.ts';
import type { Standing } from '../topics/queries.ts';

/** What the rules need to know of a reply. */
export interface ReplyState {
  authorId: number;
  /** Who took it off, if anybody has. */
  removed: 'by author' | Removal | false;
  accepted: boolean;
}

/** What a viewer may do with a reply: the page shows just this, and each command asks it again. */
export function powersOver(viewer: Viewer, topic: Standing, { authorId, removed, accepted }: ReplyState) {
  const isOwn = isInGroup(viewer, topic.workspace.id) && viewer.id === authorId;
  const judges = canAccept(viewer, topic);
  return {
    reply: canReply(viewer, topic) && !removed,
    // What is hidden may be mended.
    edit: isOwn && (!removed || removed === 'hidden'),
    remove: isOwn && !removed,
    restore: isOwn && removed === 'by author' && canPostIn(viewer, topic.workspace.id),
    accept: judges && !removed && !accepted,
    unaccept: judges && accepted,
    report: canReport(viewer, { authorId, isDraft: topic.state === 'draft', isRemoved: Boolean(removed) }),
    moderate: isCoordinatorOf(viewer, topic.workspace.id) && removed !== 'by author',
  };
}

export type Powers = ReturnType<typeof powersOver>;

/** The same for a reply as it stands in the database. */
export const powersOverReply = (
  viewer: Viewer,
  {
    reply,
    topic,
  }: {
    reply: { authorId: number; removedAt: Date | null; removedAs: Removal | null; acceptedAt: Date | null };
    topic: Standing;
  },
) =>
  powersOver(viewer, topic, {
    authorId: reply.authorId,
    removed: reply.removedAt !== null && (reply.removedAs ?? 'by author'),
    accepted: reply.acceptedAt !== null,
  });
