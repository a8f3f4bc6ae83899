import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import type { Member, SignedIn } from '../../platform/viewer.ts';
import { isMadeGoodByHand } from '../appeals/policy.ts';
import { actOf, listActsFor, oppositeOf, type Target } from './acts.ts';
import { changePost } from './change-post.ts';
import { putEarlierTextBack, type Versions } from './editing/change-text.ts';
import type { LoggedAct } from './queries.ts';
import { asActedOn, holdPost } from './targets.ts';

/** Whether what an act did is still so; the post is held from then on. */
export async function actStands(tx: Tx, viewer: SignedIn, act: LoggedAct): Promise<boolean> {
  const target = await holdActedOn(tx, viewer, act);
  return target !== undefined && !act.isUndone && stillStands(act, target);
}

/** The same of a post that was found. Whether what is made good by hand was, nobody can tell but whoever decides. */
export const stillStands = (act: Pick<LoggedAct, 'act' | 'details'>, target: Target): boolean =>
  isMadeGoodByHand(act.act) || fitsOpposite(act, target);

/** Makes good what an act did; the answer is how it was before, or nothing where it is good already. */
export async function reverseAct(tx: Tx, member: Member, act: LoggedAct, target: Target) {
  const opposite = oppositeOf(act.act);
  if (!opposite || !fitsOpposite(act, target)) return undefined;
  if (actOf(opposite).isOfText) return { opposite, ...(await putEarlierTextBack(tx, member, target)) };
  const change = actOf(opposite).change(clock.now(), {});
  return { opposite, change, before: await changePost(tx, member, target, opposite, change) };
}

export async function holdActedOn(tx: Tx, viewer: SignedIn, act: LoggedAct): Promise<Target | undefined> {
  const { topicId, post } = act;
  return topicId === null ? undefined : asActedOn(tx, await holdPost(viewer, { topicId, post }, tx), act);
}

export function fitsOpposite(act: Pick<LoggedAct, 'act' | 'details'>, target: Target): boolean {
  const opposite = oppositeOf(act.act);
  return opposite !== undefined && listActsFor(target).includes(opposite) && isMarkedBy(act, target);
}

/** Of several edits by coordinators, one stands for as long as the post carries its mark; of other acts nothing is asked. */
export function isMarkedBy({ details }: Pick<LoggedAct, 'details'>, { topic, reply }: Target): boolean {
  const { versions } = details as { versions?: Versions };
  return !versions || versions.after === (reply ?? topic).coordinatorVersion;
}
