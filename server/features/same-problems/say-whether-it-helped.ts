import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import { recordChange } from '../topics/changes.ts';
import type { Topic } from '../topics/queries.ts';
import { type Helped, sameProblems } from './tables.ts';

/** Says for one's council whether the answers to a question that is held helped with its own problem. */
export async function sayWhetherItHelped(
  tx: Tx,
  member: Member,
  topic: Pick<Topic, 'id' | 'workspace'>,
  helped: Helped,
): Promise<void> {
  await tx
    .update(sameProblems)
    .set({ helped })
    .where(and(eq(sameProblems.topicId, topic.id), eq(sameProblems.councilId, member.council.id)));
  await recordChange(tx, topic, member, 'same-problems-changed', {});
}
