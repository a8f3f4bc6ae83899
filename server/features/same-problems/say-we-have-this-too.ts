import { and, eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { recordChange } from '../topics/changes.ts';
import { holdTopicFor, type Topic } from '../topics/queries.ts';
import { canSayTheSame, whyNotTheSame } from './policy.ts';
import { countSameProblems } from './queries.ts';
import { sameProblems } from './tables.ts';

/** Says for one's council that it has this problem too; said again, it is what was said last. */
export function sayWeHaveThisToo(member: SignedIn, topicId: number, line: string) {
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(member, topicId, tx);
    if (!canSayTheSame(member, topic)) throw notAllowed(whyNotTheSame(member, topic));
    const said = { personId: member.id, line, saidAt: clock.now() };
    await tx
      .insert(sameProblems)
      .values({ topicId, councilId: member.council.id, ...said })
      .onConflictDoUpdate({
        target: [sameProblems.topicId, sameProblems.councilId],
        set: { ...said, carriedFrom: null },
      });
    await recordCount(tx, topic, member);
  });
}

/** Takes back what one's council has said. Again changes nothing. */
export function takeBackWeHaveThisToo(member: SignedIn, topicId: number) {
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(member, topicId, tx);
    if (!canSayTheSame(member, topic)) throw notAllowed(whyNotTheSame(member, topic));
    const own = and(eq(sameProblems.topicId, topicId), eq(sameProblems.councilId, member.council.id));
    const gone = await tx.delete(sameProblems).where(own).returning();
    if (gone.length > 0) await recordCount(tx, topic, member);
  });
}

/** Writes how many councils have it now. The topic is held. */
export async function recordCount(
  tx: Tx,
  topic: Pick<Topic, 'id' | 'workspace'>,
  actor: { id: number },
): Promise<void> {
  const councilCount = await countSameProblems(tx, topic.id);
  await recordChange(tx, topic, actor, 'same-problems-changed', {}, { councilCount });
}
