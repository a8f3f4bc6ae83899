import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { closeCase } from './close-case.ts';
import { cases } from './tables.ts';

interface ActedOn {
  topicId: number;
  /** The number of the reply, or 0 for the topic itself. */
  post: number;
  actor: { id: number };
  /** What those who reported it are told, as a sentence. */
  outcome: string;
}

/** Closes what was reported of a post that a coordinator has just acted on: for whoever acts, in the transaction in which they do. */
export async function closeCasesOf(tx: Tx, { topicId, post, actor, outcome }: ActedOn): Promise<void> {
  const isIt = and(eq(cases.topicId, topicId), eq(cases.post, post), isNull(cases.closedAt));
  const [found] = await tx.select({ id: cases.id }).from(cases).where(isIt).for('update');
  if (found) await closeCase(tx, found.id, { decision: 'done', words: outcome, actorId: actor.id });
}
