import type { Tx } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import { recordChange } from './changes.ts';
import { holdTopicFor } from './queries.ts';

interface HandingOn {
  /** Who looks after it now: handed on meanwhile, it stays as it is. */
  from: number;
  to: number;
}

/**
 * Lets somebody else look after a topic: they may edit it, put it in another state and accept answers, and whoever did
 * so before no longer may. Who wrote it stays on it. False where it was no longer theirs.
 */
export async function handOnTopic(tx: Tx, actor: Member, topicId: number, { from, to }: HandingOn) {
  const topic = await holdTopicFor(actor, topicId, tx);
  if ((topic.ownerId ?? topic.authorId) !== from) return false;
  const ownerId = to === topic.authorId ? null : to;
  await recordChange(tx, topic, actor, 'topic-handed-on', {}, { ownerId });
  return true;
}
