import { db } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { holdToFollowUp, own } from './own.ts';
import { isAssignedToYou } from './told.ts';

/** Asks a member to see to a question, who can say no. False where somebody else does since the page was opened. */
export function assign(
  actor: Member,
  topicId: number,
  { to, from }: { to: number; from: number | null },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { followUp, question } = await holdToFollowUp(tx, actor, topicId);
    if (followUp.ownerId === to) return true;
    const until = await own(tx, followUp, { to, by: actor.id, from });
    if (!until) return false;
    const once = `assigned:${followUp.id}:${until.toISOString()}`;
    const about = { kind: 'asked' as const, by: actor, topic: question, once, isOfOthers: true };
    await tellPerson(tx, to, isAssignedToYou(question, actor.name, until), about);
    return true;
  });
}
