import { db, type Tx } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import type { Member } from '../../platform/viewer.ts';
import { isAppealDecision, whyNotUndoDecision } from '../appeals/policy.ts';
import { reopenAppeals, settleAppeals } from '../appeals/settle-appeals.ts';
import { undoDecision, type WaitsAgain } from '../guests/undo-decision.ts';
import { tellPerson } from '../notices/tell-person.ts';
import type { PostPlace } from '../replies/addresses.ts';
import { isDeciding, isMoving, type Target } from './acts.ts';
import { type Before, changePost } from './change-post.ts';
import { undoChangeOfText, type Versions } from './editing/change-text.ts';
import { logAct } from './log.ts';
import { workspacesOfMove } from './moves.ts';
import { undoMoving } from './moving/undo-moving.ts';
import { isOfOthersOnOwn, othersDecide, undoneSoon, whyNotUndo, whyNotUndoPause } from './policy.ts';
import { changeIn, findAct, findLatestAct, type LoggedAct } from './queries.ts';
import { asActedOn, authorOf, holdPost, holdTarget, holdWithSame } from './targets.ts';
import { actWasUndone } from './told.ts';

/**
 * Makes a post as it was before an act, within a quarter of an hour of it; again changes nothing. Answers with the post, or
 * with the workspace where it waits again.
 */
export function undoAct(member: Member, id: number): Promise<PostPlace | WaitsAgain> {
  return db.transaction(async (tx) => {
    const act = await findAct(id, tx);
    if (act && isDeciding(act.act)) return undoDecision(tx, member, act);
    if (!act?.topicId) throw notFound();
    const post = { topicId: act.topicId, post: act.post };
    if (isMoving(act.act)) return undoMoving(tx, member, act, post);
    // What was decided of an appeal is undone by whoever decided: they need not be a coordinator.
    const isOwnDecision = isAppealDecision(act.act) && act.actor.id === member.id;
    const { sameAs } = { ...withDates(act.details.before), ...changeIn(act) };
    if (sameAs) await holdWithSame(tx, act.topicId, sameAs);
    const held = await (isOwnDecision ? holdPost : holdTarget)(member, post, tx);
    const target = await asActedOn(tx, held, act);
    if (!isOwnDecision) memberWith(member, coordinates(target.topic.workspace.id));
    const newest = await findLatestAct(post, tx);
    if (newest?.undoes === id) return post;
    const whyNot =
      whyNotUndo(act, newest) ?? whyNotUndoDecision(member, act) ?? whyNotUndoPause(changeIn(act), target);
    if (!isOwnDecision && isOfOthersOnOwn(member, target, act)) throw othersDecide();
    if (whyNot) throw new Refusal(409, 'This cannot be undone any more', whyNot);
    const undoId = await undoHeld(tx, member, act, target);
    const told = actWasUndone({ id, act: act.act, target });
    await tellPerson(tx, authorOf(target), told, { kind: 'act', by: member, once: `moderation:${undoId}` });
    return post;
  });
}

/** The same for one that is held and that can be undone; the answer is the number of the line. Its author is for the caller to tell. */
export async function undoHeld(
  tx: Tx,
  member: Member,
  { id, details, isMoved }: LoggedAct,
  target: Target,
): Promise<number> {
  const { versions } = details as { versions?: Versions };
  const before = withDates(details.before);
  // The state was that of the topic which the reply was in then.
  if (isMoved) delete before.state;
  if (before.workspaceId) memberWith(member, coordinates(before.workspaceId));
  const made = versions && (await undoChangeOfText(tx, member, target, versions));
  if (!versions) await changePost(tx, member, target, 'undo', before);
  const places = await workspacesOfMove(tx, target.topic, before.workspaceId);
  const undoId = await logAct(
    tx,
    member,
    'undo',
    target,
    { reason: undoneSoon, undoes: id, details: made },
    places,
  );
  await settleAppeals(tx, member, target, { undone: id, reason: undoneSoon, decidedIn: undoId });
  await reopenAppeals(tx, member, { decidedIn: id, workspaceId: target.topic.workspace.id });
  return undoId;
}

/** Moments, which the log keeps as texts. */
const withDates = (before: unknown): Before =>
  Object.fromEntries(
    Object.entries((before ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      value !== null && /(At|Until)$/.test(name) ? new Date(String(value)) : value,
    ]),
  );
