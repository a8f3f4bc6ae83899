import type { Tx } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Member } from '../../../platform/viewer.ts';
import { settleAppeals } from '../../appeals/settle-appeals.ts';
import { tellPerson } from '../../notices/tell-person.ts';
import type { PostPlace } from '../../replies/addresses.ts';
import { logAct } from '../log.ts';
import { undoneSoon, whyNotUndo } from '../policy.ts';
import { findLatestAct, type LoggedAct } from '../queries.ts';
import { type Both, holdBoth } from '../targets.ts';
import { actWasUndone, tellMoved } from '../told.ts';
import type { MergeDetails, SplitDetails } from './merges.ts';
import { undoMerge } from './undo-merge.ts';
import { undoSplit } from './undo-split.ts';

/** Undoes what took replies from one topic to another, unless either has been acted on since. */
export async function undoMoving(
  tx: Tx,
  member: Member,
  act: LoggedAct,
  post: PostPlace,
): Promise<PostPlace> {
  const { toId } = act.details as unknown as SplitDetails;
  const both = await holdBoth(member, [post.topicId, toId], tx);
  const newest = await findLatestAct(post, tx);
  if (newest?.undoes === act.id) return post;
  const since = await findLatestAct({ topicId: toId, post: 0 }, tx);
  const whyNot = whyNotUndo(act, since && since.id > act.id ? since : newest);
  if (whyNot) throw new Refusal(409, 'This cannot be undone any more', whyNot);
  const replyIds = await putBack(tx, member, both, act);
  const reason = undoneSoon;
  if (act.act === 'merge') await logAct(tx, member, 'give-back', { topic: both.to }, { reason });
  const id = await logAct(tx, member, 'undo', { topic: both.from }, { reason, undoes: act.id });
  await settleAppeals(tx, member, { topic: both.from }, { undone: act.id, reason, decidedIn: id });
  const told = actWasUndone({ id, act: act.act, target: { topic: both.from } });
  const about = { kind: 'act' as const, by: member, once: `moderation:${id}` };
  await tellPerson(tx, both.from.authorId, told, about);
  const { authorId, id: topicId } = both.from;
  await tellMoved(tx, member, { id, topicId, replyIds, notTo: [authorId], reason, isBack: true });
  return post;
}

const putBack = (tx: Tx, member: Member, both: Both, { act, details }: LoggedAct): Promise<number[]> =>
  act === 'split'
    ? undoSplit(tx, member, both, details as unknown as SplitDetails)
    : undoMerge(tx, member, both, details as unknown as MergeDetails);
