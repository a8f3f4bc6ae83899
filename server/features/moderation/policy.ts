import { clock } from '../../platform/clock.ts';
import { notAllowed, type Refusal } from '../../platform/errors.ts';
import { signedInOf, type Viewer } from '../../platform/viewer.ts';
import { powersOverReply } from '../replies/policy.ts';
import { canEdit, isAuthor } from '../topics/policy.ts';
import { oppositeOf, type Target, wordsOf } from './acts.ts';
import type { LoggedAct } from './queries.ts';

/** What somebody can edit as its author, or since they look after it, they do not edit as a coordinator. */
export const isOwnToEdit = (viewer: Viewer, { topic, reply }: Target): boolean =>
  reply ? powersOverReply(viewer, { topic, reply }).edit : canEdit(viewer, topic);

/** What others did to what somebody wrote is not theirs to make good, although they coordinate its workspace: they appeal like anybody. */
export const isOfOthersOnOwn = (
  viewer: Viewer,
  target: Target,
  act: Pick<LoggedAct, 'actor'> | undefined,
): boolean =>
  act !== undefined &&
  isAuthor(viewer, target.reply ?? target.topic) &&
  act.actor.id !== signedInOf(viewer).id;

export const othersDecide = (): Refusal =>
  notAllowed(
    'This was done to what you wrote. Appeal from the notice that you got: somebody decides who did not act.',
  );

/** The act that this one would make good, where it stands. */
export const madeGoodBy = (name: string, acts: LoggedAct[]): LoggedAct | undefined =>
  acts.find(({ act, isUndone }) => oppositeOf(act) === name && !isUndone);

const minutes = 60_000;
/** So long one button undoes an act; after that, what makes it good is an act of its own. */
export const undoneWithin = 15 * minutes;

/** The reason that the log gives for it. */
export const undoneSoon = 'Undone by a coordinator shortly after';

/** Whoever must know what was removed looks within a month; what nobody holds is no longer the group's to have. */
export const keptForDays = 30;

/** Until when the text of what was removed is kept where nobody holds it. */
export const keptUntil = (removedAt: Date): Date =>
  new Date(removedAt.getTime() + keptForDays * 24 * 60 * minutes);

/** Until when an act can be undone. */
export const undoneUntil = ({ at }: Pick<LoggedAct, 'at'>): Date => new Date(at.getTime() + undoneWithin);

/** Why an act on a post cannot be undone, in words; nothing where it can. */
export function whyNotUndo(act: LoggedAct, newest: LoggedAct | undefined): string | undefined {
  if (act.act === 'take-in' || act.act === 'give-back')
    return 'It was done with another topic. Undo it there.';
  if (act.act === 'undo') return 'It was itself an undoing. Do what you want done as a new act.';
  // Whatever was done after it and undone has left the post as this act did.
  if (newest && newest.id !== act.id && newest.standingId !== act.id)
    return `${newest.actor.name} has acted on this since. Look at how it stands now.`;
  if (clock.now() > undoneUntil(act))
    return 'More than 15 minutes have passed. Do the opposite as a new act, with a reason.';
  return undefined;
}

/** Why the page of a post has no button for an act that one still expects it for. */
export function whyNoUndoYet(act: LoggedAct, newest: LoggedAct | undefined): string | undefined {
  const isExpected = !act.undoes && !act.isUndone && clock.now() <= undoneUntil(act);
  const whyNot = isExpected ? whyNotUndo(act, newest) : undefined;
  const isUnderOthers = whyNot && newest && newest.id !== act.id && wordsOf(act.act) && wordsOf(newest.act);
  return isUnderOthers ? 'Undo what was done after it first.' : whyNot;
}

/** Why a pause cannot be undone although nothing was done to the post since: its author can be paused from each of their posts. */
export function whyNotUndoPause(
  { pausedUntil }: { pausedUntil?: string | null },
  { posting }: Target,
): string | undefined {
  if (pausedUntil === undefined) return undefined;
  const asItWas = pausedUntil === null ? null : new Date(pausedUntil).getTime();
  return (posting?.pausedUntil?.getTime() ?? null) === asItWas
    ? undefined
    : 'Somebody has paused their posting, or let them post, since. Look at how it stands now.';
}
