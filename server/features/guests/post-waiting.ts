import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Member, SignedIn } from '../../platform/viewer.ts';
import { changePost } from '../moderation/change-post.ts';
import { holdTarget } from '../moderation/targets.ts';
import { moderationOf, type PostPlace } from '../replies/addresses.ts';
import { replyForm } from '../replies/forms.ts';
import { postReply } from '../replies/post-reply.ts';
import { replies } from '../replies/tables.ts';
import { type TopicValues, topicForms } from '../topics/forms.ts';
import { isKind } from '../topics/kinds.ts';
import { postTopic } from '../topics/post-topic.ts';
import type { Workspace } from '../workspaces/queries.ts';
import type { WaitingPost } from './waiting-queries.ts';

interface Posted {
  place: PostPlace;
  as: { postedTopicId?: number; postedReplyId?: number };
}

/** Posts what waits and is held, or puts it back where it was posted before and that was undone; says where it then is. */
export async function postWaiting(
  tx: Tx,
  member: Member,
  { author, workspace, post }: { author: SignedIn; workspace: Workspace; post: WaitingPost },
): Promise<Posted> {
  const place = await placeOfPosted(tx, post);
  if (place) {
    await putBack(tx, member, place);
    return { place, as: {} };
  }
  try {
    return await postAnew(tx, author, workspace, post);
  } catch (error) {
    throw error instanceof Refusal ? cannotBePosted(whyNot(error)) : error;
  }
}

async function postAnew(
  tx: Tx,
  author: SignedIn,
  workspace: Workspace,
  { fields, topicKind, topic }: WaitingPost,
): Promise<Posted> {
  if (isKind(topicKind)) {
    const values = topicForms[topicKind].parse(fields) as TopicValues;
    const { id } = await postTopic(author, workspace, topicKind, values, firstStateOf[topicKind], tx);
    return { place: { topicId: id, post: 0 }, as: { postedTopicId: id } };
  }
  const { id, topicId, number } = await postReply(author, topic?.id ?? 0, replyForm.parse(fields), tx);
  return { place: { topicId, post: number }, as: { postedReplyId: id } };
}

const firstStateOf = { question: 'open', guidance: 'published', pattern: 'proposed' } as const;

/** Where it stands that was posted before; nothing where it never was, or is gone for good. */
export async function placeOfPosted(tx: Tx, post: WaitingPost): Promise<PostPlace | undefined> {
  if (post.postedTopicId) return { topicId: post.postedTopicId, post: 0 };
  if (!post.postedReplyId) return undefined;
  const place = { topicId: replies.topicId, post: replies.number };
  const [found] = await tx.select(place).from(replies).where(eq(replies.id, post.postedReplyId));
  return found;
}

async function putBack(tx: Tx, member: Member, place: PostPlace): Promise<void> {
  const target = await holdTarget(member, place, tx);
  const { removedAt, removedAs } = target.reply ?? target.topic;
  if (!removedAt) return;
  if (removedAs !== 'hidden') throw cannotBePosted('It was taken off since.');
  if ((target.reply ?? target.topic).editedAt) throw changedSince(place);
  await changePost(tx, member, target, 'approve', { removedAt: null, removedAs: null });
}

const changedSince = (place: PostPlace) =>
  new Refusal(
    409,
    'Its author has changed it since it was approved',
    'Read what it says now, and put it back there. Then approve it here.',
  ).leadingTo({ href: moderationOf(place), text: 'Read what it says now' });

/** Whether it can be read although it waits: a coordinator put it back after approving it was undone. */
export async function isPosted(tx: Tx, member: Member, post: WaitingPost): Promise<boolean> {
  const place = await placeOfPosted(tx, post);
  if (!place) return false;
  const { topic, reply } = await holdTarget(member, place, tx);
  return (reply ?? topic).removedAt === null;
}

const whyNot = ({ status, message }: Refusal) =>
  status === 404 ? 'What it answers is no longer there, or no longer there for them.' : message;

export const cannotBePosted = (why: string) =>
  new Refusal(409, 'This cannot be posted any more', `${why} Decline it, and say why.`);
