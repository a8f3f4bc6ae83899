import { clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Member } from '../../../platform/viewer.ts';
import { moveDrafts } from '../../drafts/move-drafts.ts';
import { followWhereMoved } from '../../follows/follow-where-moved.ts';
import { countThread, putRepliesBack } from '../../replies/move-replies.ts';
import { recordChange } from '../../topics/changes.ts';
import type { Topic } from '../../topics/queries.ts';
import { followMoved } from './follow-moved.ts';
import type { SplitDetails } from './merges.ts';
import { recordAgain } from './undo-merge.ts';

/** A thread as it was before replies were split off, with what was posted in the new topic since: its address leads back. */
export async function undoSplit(
  tx: Tx,
  member: Member,
  { from, to }: { from: Topic; to: Topic },
  { range, before }: SplitDetails,
): Promise<number[]> {
  const ids = await putRepliesBack(tx, { from: to.id, to: from, range, isAll: true });
  await followMoved(tx, to.id);
  await moveDrafts(tx, to.id, from.id);
  await followWhereMoved(tx, to.id, from.id);
  const lastActivityAt = from.lastActivityAt.toISOString();
  await recordAgain(tx, member, from, { ...before.from, lastActivityAt }, { lastNumber: from.lastNumber });
  const gone = { removedAt: clock.now(), removedAs: 'merged' as const, sameAs: from.id };
  const set = { ...gone, ...(await countThread(tx, to.id, to.lastNumber)) };
  await recordChange(tx, to, member, 'topic-moderated', { act: 'undo' }, set);
  return ids;
}
