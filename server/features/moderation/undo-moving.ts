import type { Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Member } from '../../platform/viewer.ts';
import { tellPerson } from '../notices/tell-person.ts';
import type { PostPlace } from '../replies/addresses.ts';
import { logAct } from './log.ts';
import type { MergeDetails } from './merges.ts';
import { undoneSoon, whyNotUndo } from './policy.ts';
import { findLatestAct, type LoggedAct } from './queries.ts';
import { holdBoth } from './targets.ts';
import { actWasUndone, tellMoved } from './told.ts';
import { undoMerge } from './undo-merge.ts';

/** Undoes what took replies from one topic to another, unless either has been acted on since. */
export async function undoMoving(
  tx: Tx,
  member: Member,
  act: LoggedAct,
  post: PostPlace,
): Promise<PostPlace> {
  const details = act.details as unknown as MergeDetails;
  const both = await holdBoth(member, [post.topicId, details.toId], tx);
  const newest = await findLatestAct(post, tx);
  if (newest?.undoes === act.id) return post;
  const since = await findLatestAct({ topicId: details.toId, post: 0 }, tx);
  const whyNot = whyNotUndo(act, since && since.id > act.id ? since : newest);
  if (whyNot) throw new Refusal(409, 'This cannot be undone any more', whyNot);
  await undoMerge(tx, member, both, details);
  const reason = undoneSoon;
  await logAct(tx, member, 'give-back', { topic: both.to }, { reason });
  const id = await logAct(tx, member, 'undo', { topic: both.from }, { reason, undoes: act.id });
  const told = actWasUndone({ id, act: act.act, target: { topic: both.from } });
  const about = { kind: 'act' as const, by: member, once: `moderation:${id}` };
  await tellPerson(tx, both.from.authorId, told, about);
  const { authorId, id: topicId, lastNumber } = both.from;
  await tellMoved(tx, member, {
    id,
    topicId,
    range: [1, lastNumber],
    notTo: [authorId],
    reason,
    isBack: true,
  });
  return post;
}
