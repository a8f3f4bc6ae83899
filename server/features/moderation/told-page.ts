import { db } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { canAppeal } from '../appeals/policy.ts';
import { findAppealAgainst, findUsualWait } from '../appeals/queries.ts';
import { shownAppeal } from '../appeals/shown-appeal.ts';
import type { PostPlace } from '../replies/addresses.ts';
import { isOfAuthor, isPurged, listActsFor, type Target } from './acts.ts';
import type { LoggedAct } from './queries.ts';
import { fitsOpposite } from './reversals.ts';
import { howLongKept, shownLine } from './shown.ts';
import { asActedOn, findPost } from './targets.ts';
import { addressOfAct } from './told.ts';

const findActedOn = async (viewer: SignedIn, act: LoggedAct, post: PostPlace) =>
  asActedOn(db, await findPost(viewer, post), act);

const canBeEdited = (target: Target | undefined) =>
  target !== undefined && listActsFor(target).includes('edit');

/** What somebody sees of an act on what they wrote: what was done and why, and their appeal with how long it waits. */
export async function toldPage(viewer: SignedIn, act: LoggedAct) {
  const { topicId, post } = act;
  const [made, target, usual] = await Promise.all([
    findAppealAgainst(act.id),
    topicId ? findActedOn(viewer, act, { topicId, post }) : undefined,
    findUsualWait(),
  ]);
  const stands = target !== undefined && fitsOpposite(act, target);
  const ofPost = isOfAuthor(act.act) ? undefined : target;
  const removed = target && (target.reply ?? target.topic).removedAs;
  const postHref = `/topics/${topicId}${post ? `/replies/${post}` : ''}`;
  return {
    act: shownLine(act),
    href: addressOfAct(act.id),
    isOwn: act.personId === viewer.id,
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
