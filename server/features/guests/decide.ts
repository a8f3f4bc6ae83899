import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { formatDateTime } from '../../platform/dates.ts';
import { Refusal } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import { isInGroup, type Member, type SignedIn, type Viewer } from '../../platform/viewer.ts';
import { findSignedIn } from '../accounts/viewers.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { holdPerson } from '../people/leave.ts';
import { addressOfPost } from '../replies/addresses.ts';
import { replyForm } from '../replies/forms.ts';
import { postReply } from '../replies/post-reply.ts';
import { type TopicValues, topicForms } from '../topics/forms.ts';
import { isKind } from '../topics/kinds.ts';
import { postTopic } from '../topics/post-topic.ts';
import type { Workspace } from '../workspaces/queries.ts';
import { holdAccess } from './hold-guest.ts';
import { guestAccess, waitingPosts } from './tables.ts';
import { guestPostApproved, guestPostDeclined } from './told.ts';
import { findWaitingIn, type WaitingPost } from './waiting-queries.ts';

/** Posts what a guest wrote, in their name. From then on nothing of theirs waits in this workspace. */
export async function approveWaiting(viewer: Viewer, workspace: Workspace, id: number) {
  const member = memberWith(viewer, coordinates(workspace.id));
  const { authorId } = await findWaitingIn(workspace.id, id);
  const author = await findSignedIn(authorId);
  return db.transaction(async (tx) => {
    // First of all, as by whoever ends their access: who may no longer post at this moment does not.
    await holdPerson(tx, authorId);
    const isGuest = await holdAccess(tx, workspace.id, authorId);
    const post = await holdWaiting(tx, workspace, id);
    const isOfGroup = author && isInGroup(author, workspace.id);
    if (!isOfGroup || (author.kind === 'guest' && !isGuest)) throw cannotBePosted(guestIsGone);
    await approveGuest(tx, workspace.id, authorId);
    const posted = await postAs(approvedIn(author, workspace.id), workspace, post, tx);
    await decide(tx, post, member, { decision: 'approved' });
    const topic = { id: posted.topicId, visibility: 'group', workspace };
    const about = { ...aboutDecision(id, member), topic, post: posted.number ?? 0 };
    await tellPerson(tx, post.authorId, guestPostApproved(member, workspace.name), about);
    return { href: addressOfPost({ topicId: posted.topicId, post: posted.number ?? 0 }) };
  });
}

/** Says no to what a guest wrote. They keep its text. */
export function declineWaiting(viewer: Viewer, workspace: Workspace, id: number, reason: string) {
  const member = memberWith(viewer, coordinates(workspace.id));
  return db.transaction(async (tx) => {
    const post = await holdWaiting(tx, workspace, id);
    await decide(tx, post, member, { decision: 'declined', reason });
    const told = guestPostDeclined(member, workspace.name, { id, reason });
    await tellPerson(tx, post.authorId, told, aboutDecision(id, member));
  });
}

async function holdWaiting(tx: Tx, workspace: Workspace, id: number): Promise<WaitingPost> {
  await tx.select({ id: waitingPosts.id }).from(waitingPosts).where(eq(waitingPosts.id, id)).for('update');
  const post = await findWaitingIn(workspace.id, id, tx);
  if (post.decidedAt) throw decidedAlready(post, workspace);
  return post;
}

function decidedAlready({ decider, decision, decidedAt, reason }: WaitingPost, { slug }: Workspace) {
  const why = reason && ` The reason that was given: ${reason}`;
  const what = `${decider?.name ?? 'Somebody'} ${decision} it on ${formatDateTime(decidedAt ?? 0)}.${why}`;
  return new Refusal(409, 'This has been decided already', what).leadingTo({
    href: `/workspaces/${slug}/waiting`,
    text: 'See what still waits',
  });
}

async function approveGuest(tx: Tx, workspaceId: number, personId: number): Promise<void> {
  await tx
    .update(guestAccess)
    .set({ approvedAt: clock.now() })
    .where(
      and(
        eq(guestAccess.workspaceId, workspaceId),
        eq(guestAccess.personId, personId),
        isNull(guestAccess.endedAt),
        isNull(guestAccess.approvedAt),
      ),
    );
}

/** The author as they are once this transaction is committed. */
const approvedIn = (author: SignedIn, workspaceId: number): SignedIn =>
  author.kind === 'guest' ? { ...author, approvedIn: [...author.approvedIn, workspaceId] } : author;

const aboutDecision = (id: number, by: Member) => ({ kind: 'act' as const, by, once: `waiting:${id}` });

interface Posted {
  topicId: number;
  /** Of the reply, where it is one. */
  number?: number;
}

/** Posts it, and says where it then is. */
async function postAs(author: SignedIn, workspace: Workspace, post: WaitingPost, tx: Tx): Promise<Posted> {
  try {
    const { fields, topicKind, topic } = post;
    if (isKind(topicKind)) {
      const values = topicForms[topicKind].parse(fields) as TopicValues;
      const { id } = await postTopic(author, workspace, topicKind, values, firstStateOf[topicKind], tx);
      return { topicId: id };
    }
    return await postReply(author, topic?.id ?? 0, replyForm.parse(fields), tx);
  } catch (error) {
    throw error instanceof Refusal ? cannotBePosted(whyNot(error)) : error;
  }
}

const firstStateOf = { question: 'open', guidance: 'published', pattern: 'proposed' } as const;

const whyNot = ({ status, message }: Refusal) =>
  status === 404 ? 'What it answers is no longer there, or no longer there for them.' : message;

const guestIsGone = 'Who wrote it may no longer post in this workspace.';

const cannotBePosted = (why: string) =>
  new Refusal(409, 'This cannot be posted any more', `${why} Decline it, and say why.`);

type Decision = Pick<Partial<typeof waitingPosts.$inferInsert>, 'decision' | 'reason'>;

async function decide(tx: Tx, post: WaitingPost, { id: decidedBy }: Member, decision: Decision) {
  const set = { decidedAt: clock.now(), decidedBy, ...decision };
  await tx.update(waitingPosts).set(set).where(eq(waitingPosts.id, post.id));
  await record(tx, 'waiting-posts-changed', { workspaceId: post.workspace.id, actorId: decidedBy });
}
