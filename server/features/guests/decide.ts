import { and, eq, isNull, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { formatDateTime } from '../../platform/dates.ts';
import { formatLastDay } from '../../platform/days.ts';
import { Refusal } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import { isInGroup, type Member, pausedUntilIn, type SignedIn, type Viewer } from '../../platform/viewer.ts';
import { findSignedIn } from '../accounts/viewers.ts';
import { logDecision } from '../moderation/log-decision.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { holdPerson } from '../people/leave.ts';
import type { Workspace } from '../workspaces/queries.ts';
import { holdAccess } from './hold-guest.ts';
import { cannotBePosted, isPosted, postWaiting } from './post-waiting.ts';
import { aboutWaiting } from './shown-waiting.ts';
import { guestAccess, waitingPosts } from './tables.ts';
import { postApproved, postDeclined } from './told.ts';
import { findWaitingIn, type WaitingPost } from './waiting-queries.ts';

/**
 * Posts what waits, in the name of whoever wrote it. From then on nothing of a guest waits in this workspace, until a limit
 * catches something.
 */
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
    if (!isOfGroup || (author.kind === 'guest' && !isGuest)) throw cannotBePosted(authorIsGone);
    const pausedUntil = pausedUntilIn(author, workspace.id);
    if (pausedUntil) throw authorIsPaused(pausedUntil);
    const approvedGuest = await approveGuest(tx, workspace.id, authorId);
    const posted = await postWaiting(tx, member, {
      author: approvedIn(author, workspace.id),
      workspace,
      post,
    });
    const { place } = posted;
    const line = { place, reason: lookedAt, details: { ...aboutWaiting(post), approvedGuest } };
    const actId = await logDecision(tx, member, 'approve', { ...whose(post), ...line });
    await decide(tx, post, member, { decision: 'approved', ...posted.as });
    const topic = { id: place.topicId, visibility: 'group', workspace };
    const told = postApproved(member, workspace.name, { isFirst: approvedGuest });
    await tellPerson(tx, authorId, told, { ...aboutDecision(actId, member), topic, post: place.post });
    return { actId };
  });
}

/** Says no to what waits. Whoever wrote it keeps its text. */
export function declineWaiting(viewer: Viewer, workspace: Workspace, id: number, reason: string) {
  const member = memberWith(viewer, coordinates(workspace.id));
  return db.transaction(async (tx) => {
    const post = await holdWaiting(tx, workspace, id);
    if (await isPosted(tx, member, post)) throw isThere();
    const line = { reason, details: aboutWaiting(post) };
    const actId = await logDecision(tx, member, 'decline', { ...whose(post), ...line });
    await decide(tx, post, member, { decision: 'declined', reason });
    const told = postDeclined(member, workspace.name, { id, reason });
    await tellPerson(tx, post.authorId, told, aboutDecision(actId, member));
    return { actId };
  });
}

/** The reason that the log gives for what was approved. */
const lookedAt = 'Looked at before it was posted';

const whose = (post: WaitingPost) => ({ workspaceId: post.workspace.id, personId: post.authorId });

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

/** Whether this was the first of a guest that is approved here. */
async function approveGuest(tx: Tx, workspaceId: number, personId: number): Promise<boolean> {
  const approved = await tx
    .update(guestAccess)
    .set({ approvedAt: clock.now() })
    .where(
      and(
        eq(guestAccess.workspaceId, workspaceId),
        eq(guestAccess.personId, personId),
        isNull(guestAccess.endedAt),
        isNull(guestAccess.approvedAt),
      ),
    )
    .returning({ id: guestAccess.id });
  return approved.length > 0;
}

/** The author as they are once this transaction is committed. */
const approvedIn = (author: SignedIn, workspaceId: number): SignedIn =>
  author.kind === 'guest' ? { ...author, approvedIn: [...author.approvedIn, workspaceId] } : author;

const aboutDecision = (actId: number, by: Member) => ({
  kind: 'act' as const,
  by,
  once: `moderation:${actId}`,
});

const authorIsGone = 'Who wrote it may no longer post in this workspace.';

const authorIsPaused = (until: Date) =>
  new Refusal(
    409,
    'Whoever wrote this is paused',
    `Their posting in this workspace is paused until the end of ${formatLastDay(until)}. End the pause first, let this wait, or decline it and say why.`,
  );

const isThere = () =>
  new Refusal(
    409,
    'This is posted',
    'It was put back meanwhile. Approve it, or hide it where it stands first.',
  );

type Decision = Pick<
  Partial<typeof waitingPosts.$inferInsert>,
  'decision' | 'reason' | 'postedTopicId' | 'postedReplyId'
>;

async function decide(tx: Tx, post: WaitingPost, { id: decidedBy }: Member, decision: Decision) {
  const changeCount = sql`${waitingPosts.changeCount} + 1`;
  const set = { decidedAt: clock.now(), decidedBy, changeCount, ...decision };
  await tx.update(waitingPosts).set(set).where(eq(waitingPosts.id, post.id));
  await record(tx, 'waiting-posts-changed', { workspaceId: post.workspace.id, actorId: decidedBy });
}
