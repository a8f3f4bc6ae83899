import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import { bylineOf, type Member } from '../../platform/viewer.ts';
import { asActivity, recordChange } from '../topics/changes.ts';
import { canAcceptReply, canUndoAcceptance } from './policy.ts';
import { holdReplyFor } from './queries.ts';
import { replies } from './tables.ts';

/** Marks a reply as an answer to its question, which is then answered. There can be more than one. */
export function acceptAnswer(member: Member, id: number) {
  return db.transaction(async (tx) => {
    const { reply, topic } = await holdReplyFor(member, id, tx);
    if (reply.acceptedAt && canUndoAcceptance(member, topic, reply)) return { reply, topic };
    if (!canAcceptReply(member, topic, reply)) {
      throw notAllowed('Only the person who asked the question, or a coordinator, can accept an answer.');
    }
    const acceptedBy = bylineOf(member, topic.workspace.id);
    await tx.update(replies).set({ acceptedAt: clock.now(), acceptedBy }).where(eq(replies.id, id));
    const set = { acceptedCount: topic.acceptedCount + 1, state: 'answered' as const, ...asActivity() };
    await recordChange(tx, topic, member, 'answer-accepted', { replyId: id }, set);
    return { reply, topic };
  });
}

/** Takes an acceptance back; a question without any accepted answer is open again. */
export function undoAcceptance(member: Member, id: number) {
  return db.transaction(async (tx) => {
    const { reply, topic } = await holdReplyFor(member, id, tx);
    if (!reply.acceptedAt) return { reply, topic };
    if (!canUndoAcceptance(member, topic, reply)) {
      throw notAllowed('Only the person who asked the question, or a coordinator, can do this.');
    }
    await tx.update(replies).set({ acceptedAt: null, acceptedBy: null }).where(eq(replies.id, id));
    const acceptedCount = topic.acceptedCount - 1;
    const state = acceptedCount === 0 ? ('reopened' as const) : topic.state;
    await recordChange(tx, topic, member, 'acceptance-undone', { replyId: id }, { acceptedCount, state });
    return { reply, topic };
  });
}
