import type { Viewer } from '../../platform/viewer.ts';
import { addressOfPost, type PostPlace } from '../replies/addresses.ts';
import { findReplyByNumber } from '../replies/queries.ts';
import { kinds } from '../topics/kinds.ts';
import { findTopicFor } from '../topics/queries.ts';

/** A post as this viewer may see it, with what the rules of reporting ask for. */
export async function findReported(viewer: Viewer, { topicId, post }: PostPlace) {
  const { topic, reply } = post
    ? await findReplyByNumber(viewer, topicId, post)
    : { topic: await findTopicFor(viewer, topicId), reply: undefined };
  const { authorId, author, createdAt } = reply ?? topic;
  return {
    topicId,
    post,
    topic,
    authorId,
    author,
    createdAt,
    html: reply?.html,
    isDraft: topic.state === 'draft',
    isRemoved: (reply ?? topic).removedAt !== null,
    what: namePost({ post, kind: topic.kind }),
    href: addressOfPost({ topicId, post }),
  };
}

export type ReportedPost = Awaited<ReturnType<typeof findReported>>;

/** "Reply 3" or "Question". */
export const namePost = ({ post, kind }: { post: number; kind: keyof typeof kinds }): string =>
  post ? `Reply ${post}` : kinds[kind].label;
