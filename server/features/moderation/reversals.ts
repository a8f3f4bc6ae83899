import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import type { Member, SignedIn } from '../../platform/viewer.ts';
import { actOf, listActsFor, oppositeOf, type Target } from './acts.ts';
import { changePost } from './change-post.ts';
import type { LoggedAct } from './queries.ts';
import { asActedOn, holdPost } from './targets.ts';

/** Whether what an act did is still so; the post is held from then on. */
export async function actStands(tx: Tx, viewer: SignedIn, act: LoggedAct): Promise<boolean> {
  const target = await holdActedOn(tx, viewer, act);
  return target !== undefined && !act.isUndone && fitsOpposite(act.act, target);
}

/** Makes good what an act did; the answer is how it was before, or nothing where it is good already. */
export async function reverseAct(tx: Tx, member: Member, { act }: LoggedAct, target: Target) {
  const opposite = oppositeOf(act);
  if (!opposite || !fitsOpposite(act, target)) return undefined;
  const change = actOf(opposite).change(clock.now(), {});
  return { opposite, change, before: await changePost(tx, member, target, opposite, change) };
}

export async function holdActedOn(tx: Tx, viewer: SignedIn, act: LoggedAct): Promise<Target | undefined> {
  const { topicId, post } = act;
  return topicId === null ? undefined : asActedOn(tx, await holdPost(viewer, { topicId, post }, tx), act);
}

export function fitsOpposite(act: string, target: Target): boolean {
  const opposite = oppositeOf(act);
  return opposite !== undefined && listActsFor(target).includes(opposite);
}
