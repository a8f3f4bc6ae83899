import { and, eq, isNull, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import type { Member } from '../../platform/viewer.ts';
import { changePost } from '../moderation/change-post.ts';
import { logDecision } from '../moderation/log-decision.ts';
import { undoneSoon, whyNotUndo } from '../moderation/policy.ts';
import { findLatestAct, findLatestDecision, type LoggedAct } from '../moderation/queries.ts';
import { holdTarget } from '../moderation/targets.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { holdPerson } from '../people/leave.ts';
import { placeOfPosted } from './post-waiting.ts';
import { aboutWaiting } from './shown-waiting.ts';
import { guestAccess, waitingPosts } from './tables.ts';
import { decisionWasUndone } from './told.ts';
import { findWaitingIn, type WaitingPost } from './waiting-queries.ts';

/** The workspace in which something waits again, by its name in addresses. */
export interface WaitsAgain {
  waitsIn: string;
}

/** Takes back what was decided about something that waited: it waits again, and what was posted is hidden meanwhile. */
export async function undoDecision(tx: Tx, member: Member, act: LoggedAct): Promise<WaitsAgain> {
  const { workspace } = act;
  memberWith(member, coordinates(workspace.id));
  const personId = act.personId ?? 0;
  await holdPerson(tx, personId);
  const id = Number(act.details.waitingId);
  await tx.select({ id: waitingPosts.id }).from(waitingPosts).where(eq(waitingPosts.id, id)).for('update');
  const again = { waitsIn: workspace.slug };
  const newest = await findLatestDecision(id, personId, tx);
  if (newest?.undoes === act.id) return again;
  const whyNot = whyNotUndo(act, newest);
  if (whyNot) throw cannotBeUndone(whyNot);
  const post = await findWaitingIn(workspace.id, id, tx);
  if (act.act === 'approve') await hidePosted(tx, member, act, post);
  if (act.details.approvedGuest) await waitAgain(tx, workspace.id, personId);
  await tx
    .update(waitingPosts)
    .set({
      decidedAt: null,
      decidedBy: null,
      decision: null,
      reason: '',
      changeCount: sql`${waitingPosts.changeCount} + 1`,
    })
    .where(eq(waitingPosts.id, id));
  const line = { workspaceId: workspace.id, personId, reason: undoneSoon, details: aboutWaiting(post) };
  const place = act.topicId ? { topicId: act.topicId, post: act.post } : undefined;
  const undoId = await logDecision(tx, member, 'undo', { ...line, place, undoes: act.id });
  await record(tx, 'waiting-posts-changed', { workspaceId: workspace.id, actorId: member.id });
  const told = decisionWasUndone(workspace.name, { id, wasApproved: act.act === 'approve' });
  await tellPerson(tx, personId, told, { kind: 'act', by: member, once: `moderation:${undoId}` });
  return again;
}

async function hidePosted(tx: Tx, member: Member, act: LoggedAct, post: WaitingPost): Promise<void> {
  const place = await placeOfPosted(tx, post);
  if (!place || place.topicId !== act.topicId || place.post !== act.post)
    throw cannotBeUndone('It has been moved since. Look at how it stands now.');
  const target = await holdTarget(member, place, tx);
  const whyNot = whyNotUndo(act, await findLatestAct(place, tx));
  if (whyNot) throw cannotBeUndone(whyNot);
  if ((target.reply ?? target.topic).removedAt) throw cannotBeUndone('Its author has removed it since.');
  await changePost(tx, member, target, 'undo', { removedAt: clock.now(), removedAs: 'hidden' });
}

/** What a guest posts here waits again, as it did before this was approved. */
async function waitAgain(tx: Tx, workspaceId: number, personId: number): Promise<void> {
  const access = and(eq(guestAccess.workspaceId, workspaceId), eq(guestAccess.personId, personId));
  await tx
    .update(guestAccess)
    .set({ approvedAt: null })
    .where(and(access, isNull(guestAccess.endedAt)));
}

const cannotBeUndone = (why: string) => new Refusal(409, 'This cannot be undone any more', why);
