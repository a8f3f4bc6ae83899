import { db } from '../../platform/database.ts';
import { isInGroup, type SignedIn } from '../../platform/viewer.ts';
import { canAppeal, isMadeGoodByHand } from '../appeals/policy.ts';
import { findAppealAgainst, findUsualWait } from '../appeals/queries.ts';
import { shownAppeal } from '../appeals/shown-appeal.ts';
import type { PostPlace } from '../replies/addresses.ts';
import { isAuthor } from '../topics/policy.ts';
import { isOfAuthor, isPurged, listActsFor, type Target } from './acts.ts';
import type { LoggedAct } from './queries.ts';
import { stillStands } from './reversals.ts';
import { howLongKept, shownLine } from './shown.ts';
import { asActedOn, findPost } from './targets.ts';
import { addressOfAct } from './told.ts';

const findActedOn = async (viewer: SignedIn, act: LoggedAct, post: PostPlace) =>
  asActedOn(db, await findPost(viewer, post), act);

const canBeEdited = (target: Target | undefined) =>
  target !== undefined && listActsFor(target).includes('edit');

/** Somebody else's topic may have gone where the author of a reply to it cannot follow, or be taken off. */
const mayKnowTitle = (viewer: SignedIn, target: Target): boolean => {
  const { topic } = target;
  if (isPurged(target)) return false;
  const isThere = topic.removedAs === null || topic.removedAs === 'merged';
  const isSeen = topic.visibility === 'public' || isInGroup(viewer, topic.workspace.id);
  return isAuthor(viewer, topic) || (isThere && isSeen);
};

const historyOf = (target: Target | undefined) =>
  target && (target.reply ? `/replies/${target.reply.id}/history` : `/topics/${target.topic.id}/history`);

/** What somebody sees of an act on what they wrote: what was done and why, and their appeal with how long it waits. */
export async function toldPage(viewer: SignedIn, act: LoggedAct) {
  const { topicId, post } = act;
  const [made, target, usual] = await Promise.all([
    findAppealAgainst(act.id),
    topicId ? findActedOn(viewer, act, { topicId, post }) : undefined,
    findUsualWait(),
  ]);
  const stands = target !== undefined && stillStands(act, target);
  const ofPost = isOfAuthor(act.act) ? undefined : target;
  const removed = target && (target.reply ?? target.topic).removedAs;
  const postHref = `/topics/${topicId}${post ? `/replies/${post}` : ''}`;
  const canBeRead = removed !== 'removed' && !(target && isPurged(target));
  return {
    act: shownLine(act),
    /** It tells this post from others; what was deleted has no name any more. */
    topicTitle: target && mayKnowTitle(viewer, target) ? target.topic.title : undefined,
    /** Where it is, where that is what was done. */
    nowIn: act.act === 'move' && !act.isUndone ? target?.topic.workspace : undefined,
    historyHref: act.act === 'edit' && canBeRead ? historyOf(target) : undefined,
    isMadeGoodByHand: isMadeGoodByHand(act.act),
    href: addressOfAct(act.id),
    isOwn: act.personId === viewer.id,
    stands: stands && !act.isUndone,
    postHref: removed === 'removed' ? undefined : postHref,
    keptFor: ofPost && howLongKept(ofPost),
    isPurged: ofPost !== undefined && isPurged(ofPost),
    /** What a coordinator made of it is no more what it says: there is nothing to appeal against. */
    isEditedSince: act.act === 'edit' && !stands && !act.isUndone && !made && canBeEdited(target),
    isHidden: removed === 'hidden',
    canAppeal: canAppeal(viewer, act, { isMade: Boolean(made), stands }),
    appeal: made && shownAppeal(made),
    usual: usual === undefined ? undefined : usual === 1 ? '1 day' : `${usual} days`,
  };
}
