import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import { bylineOf, type SignedIn } from '../../platform/viewer.ts';
import { asActivity, recordChange } from '../topics/changes.ts';
import { powersOverReply } from './policy.ts';
import { holdReplyFor } from './queries.ts';
import { replies } from './tables.ts';

/** Marks a reply as an answer to its question, which is then answered. There can be more than one. */
export function acceptAnswer(member: SignedIn, id: number) {
  return db.transaction(async (tx) => {
    const held = await holdReplyFor(member, id, tx);
    const { topic } = held;
    const can = powersOverReply(member, held);
    if (can.unaccept) return held;
    if (!can.accept) {
      throw notAllowed('Only the person who asked the question, or a coordinator, can accept an answer.');
    }
    const acceptedBy = bylineOf(member, topic.workspace.id);
    await tx.update(replies).set({ acceptedAt: clock.now(), acceptedBy }).where(eq(replies.id, id));
    const set = { acceptedCount: topic.acceptedCount + 1, state: 'answered' as const, ...asActivity() };
    await recordChange(tx, topic, member, 'answer-accepted', { replyId: id }, set);
    return held;
  });
}

/** Takes an acceptance back; a question without any accepted answer is open again. */
export function undoAcceptance(member: SignedIn, id: number) {
  return db.transaction(async (tx) => {
    const held = await holdReplyFor(member, id, tx);
    const { reply, topic } = held;
    const can = powersOverReply(member, held);
    if (!reply.acceptedAt) return held;
    if (!can.unaccept) {
      throw notAllowed('Only the person who asked the question, or a coordinator, can do this.');
    }
    await tx.update(replies).set({ acceptedAt: null, acceptedBy: null }).where(eq(replies.id, id));
    const acceptedCount = topic.acceptedCount - 1;
    const state = acceptedCount === 0 ? ('reopened' as const) : topic.state;
    await recordChange(tx, topic, member, 'acceptance-undone', { replyId: id }, { acceptedCount, state });
    return held;
  });
}
