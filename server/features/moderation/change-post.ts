import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Member } from '../../platform/viewer.ts';
import { endLinkOf } from '../links/end-link.ts';
import { linkEnds } from '../links/link-topics.ts';
import { findSame } from '../links/queries.ts';
import type { Reply } from '../replies/queries.ts';
import { replies } from '../replies/tables.ts';
import { recordChange } from '../topics/changes.ts';
import type { Topic } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { findWorkspaceById } from '../workspaces/queries.ts';
import type { Change, Target } from './acts.ts';
import { stateAfter } from './moving/merges.ts';
import { pausePosting } from './pausing/pause-posting.ts';
import { authorIn, findHeld } from './targets.ts';

/** How a post was before an act, as far as the act changed it. */
export interface Before extends Change {
  acceptedAt?: Date | null;
  acceptedBy?: Reply['acceptedBy'];
  state?: Topic['state'];
}

/** Changes a post that is held, and tells every page that shows it; the answer is how it was. */
export const changePost = (tx: Tx, member: Member, target: Target, act: string, change: Before) =>
  change.pausedUntil !== undefined
    ? changePosting(tx, target, change.pausedUntil)
    : target.reply
      ? changeReply(tx, member, { ...target, reply: target.reply }, act, change)
      : changeTopic(tx, member, target.topic, act, change);

/** What they wrote stays as it is. */
async function changePosting(tx: Tx, target: Target, pausedUntil: Date | null): Promise<Before> {
  await pausePosting(tx, authorIn(target), pausedUntil);
  return { pausedUntil: target.posting?.pausedUntil ?? null };
}

async function changeTopic(
  tx: Tx,
  member: Member,
  topic: Topic,
  act: string,
  change: Before,
): Promise<Before> {
  const before = pick(topic, change);
  const { visibility, workspaceId, sameAs } = change;
  if (sameAs !== undefined) await changeSame(tx, member, topic, sameAs);
  else if (workspaceId) await moveTopic(tx, member, topic, { ...change, workspaceId });
  else if (visibility)
    await recordChange(tx, topic, member, 'topic-visibility-changed', { to: visibility }, change);
  else await recordChange(tx, topic, member, 'topic-moderated', { act }, change);
  return before;
}

/** Both topics are told of it. What a coordinator says of a topic only coordinators take back. */
async function changeSame(tx: Tx, member: Member, from: Topic, sameAs: number | null): Promise<void> {
  if (sameAs === null) {
    const link = await findSame(tx, from.id);
    if (link) await endLinkOf(tx, member, link, { from, to: await findHeld(tx, member, link.toId) });
    return;
  }
  const ends = { from, to: await findHeld(tx, member, sameAs) };
  const { refused } = await linkEnds(tx, member, 'same-as', ends, { isAct: true });
  if (refused) throw new Refusal(409, 'It cannot lead there any more', `${refused}.`);
}

/** Both workspaces are told of it, each by a change of its own. */
async function moveTopic(
  tx: Tx,
  member: Member,
  topic: Topic,
  change: Before & { workspaceId: number },
): Promise<void> {
  const workspace = await findWorkspaceById(change.workspaceId, tx);
  await recordChange(tx, topic, member, 'topic-moved', {}, change);
  await recordChange(tx, { ...topic, workspace }, member, 'topic-moved', {});
}

async function changeReply(
  tx: Tx,
  member: Member,
  held: Target & { reply: Reply },
  act: string,
  change: Before,
): Promise<Before> {
  if (change.removedAt !== undefined) return takeOffOrPutBack(tx, member, held, act, change);
  // It stays as taken off as it was.
  const { topic, reply } = held;
  const { heldAt } = change;
  await tx.update(replies).set({ heldAt }).where(eq(replies.id, reply.id));
  await recordChange(tx, topic, member, 'reply-moderated', { replyId: reply.id, act });
  return { heldAt: reply.heldAt };
}

/** An answer that is taken off is none any more; with its only answer a question is open again. */
async function takeOffOrPutBack(
  tx: Tx,
  member: Member,
  { topic, reply }: Target & { reply: Reply },
  act: string,
  change: Before,
): Promise<Before> {
  const wasThere = reply.removedAt === null;
  const isThere = change.removedAt === null;
  const { state, acceptedAt = null, acceptedBy = null, ...taken } = change;
  await tx
    .update(replies)
    .set({ ...taken, acceptedAt, acceptedBy })
    .where(eq(replies.id, reply.id));
  const accepted = topic.acceptedCount + Number(acceptedAt !== null) - Number(reply.acceptedAt !== null);
  const set = {
    replyCount: sql`${topics.replyCount} + ${Number(isThere) - Number(wasThere)}`,
    acceptedCount: accepted,
    state: state ?? stateAfter(topic, topic, accepted),
  };
  await recordChange(tx, topic, member, 'reply-moderated', { replyId: reply.id, act }, set);
  const { removedAt, removedAs, heldAt, acceptedAt: was, acceptedBy: by } = reply;
  return { removedAt, removedAs, heldAt, acceptedAt: was, acceptedBy: by, state: topic.state };
}

function pick(topic: Topic, change: Change): Change {
  const { id: workspaceId } = topic.workspace;
  const now = { ...topic, workspaceId };
  const names = Object.keys(change) as (keyof typeof now)[];
  return Object.fromEntries(names.map((name) => [name, now[name] ?? null])) as unknown as Change;
}
