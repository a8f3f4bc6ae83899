import { db } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import { holdToFollowUp, own } from './own.ts';

/**
 * A coordinator sees to a question from now on. False where somebody else does since the page was opened, which said that
 * `from` did.
 */
export function takeOn(actor: Member, topicId: number, from: number | null): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { followUp } = await holdToFollowUp(tx, actor, topicId);
    if (followUp.ownerId === actor.id) return true;
    return (await own(tx, followUp, { to: actor.id, by: null, from })) !== undefined;
  });
}
