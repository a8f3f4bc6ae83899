import { eq, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { recordChange } from '../topics/changes.ts';
import { topics } from '../topics/tables.ts';
import { powersOverReply } from './policy.ts';
import { holdReplyFor } from './queries.ts';
import { replies } from './tables.ts';

/** Takes a reply's text off the page; its number, and what answers it, stay. An acceptance of it ends. */
export function removeReply(member: SignedIn, id: number) {
  return db.transaction(async (tx) => {
    const held = await holdReplyFor(member, id, tx);
    const { reply, topic } = held;
    const can = powersOverReply(member, held);
    if (can.restore) return held;
    if (!can.remove) throw notAllowed('Only the person who wrote this reply can remove it.');

    await tx
      .update(replies)
      .set({ removedAt: clock.now(), acceptedAt: null, acceptedBy: null })
      .where(eq(replies.id, id));
    const accepted = topic.acceptedCount - (reply.acceptedAt ? 1 : 0);
    const state = topic.state === 'answered' && accepted === 0 ? 'reopened' : topic.state;
    const set = { replyCount: sql`${topics.replyCount} - 1`, acceptedCount: accepted, state };
    await recordChange(tx, topic, member, 'reply-removed', { replyId: id }, set);
    return held;
  });
}

/** Puts a removed reply back as it was. */
export function restoreReply(member: SignedIn, id: number) {
  return db.transaction(async (tx) => {
    const held = await holdReplyFor(member, id, tx);
    const { reply, topic } = held;
    const can = powersOverReply(member, held);
    if (!reply.removedAt) return held;
    if (!can.restore) throw notAllowed('Only the person who removed this reply can restore it.');

    await tx.update(replies).set({ removedAt: null }).where(eq(replies.id, id));
    const set = { replyCount: sql`${topics.replyCount} + 1` };
    await recordChange(tx, topic, member, 'reply-restored', { replyId: id }, set);
    return held;
  });
}
