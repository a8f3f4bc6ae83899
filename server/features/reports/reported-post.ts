import type { Viewer } from '../../platform/viewer.ts';
import { findReplyByNumber } from '../replies/queries.ts';
import { addressOf } from '../replies/shown.ts';
import { kinds } from '../topics/kinds.ts';
import { findTopicFor } from '../topics/queries.ts';

/** Which post: a topic, or where it has a number a reply to it. */
export interface PostPlace {
  topicId: number;
  post: number;
}

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
    href: hrefOf({ topicId, post }),
  };
}

export type ReportedPost = Awaited<ReturnType<typeof findReported>>;

/** "Reply 3" or "Question". */
export const namePost = ({ post, kind }: { post: number; kind: keyof typeof kinds }): string =>
  post ? `Reply ${post}` : kinds[kind].label;

export const hrefOf = ({ topicId, post }: PostPlace): string =>
  post ? addressOf(topicId, post) : `/topics/${topicId}`;

export const reportHrefOf = (place: PostPlace): string => `${hrefOf(place)}/report`;
