import { clock } from '../../platform/clock.ts';
import type { LoggedAct } from './queries.ts';

const minutes = 60_000;
/** So long one button undoes an act; after that, what makes it good is an act of its own. */
const undoneWithin = 15 * minutes;

/** The reason that the log gives for it. */
export const undoneSoon = 'Undone by a coordinator shortly after';

/** Until when an act can be undone. */
export const undoneUntil = ({ at }: Pick<LoggedAct, 'at'>): Date => new Date(at.getTime() + undoneWithin);

/** Why an act on a post cannot be undone, in words; nothing where it can. */
export function whyNotUndo(act: LoggedAct, newest: LoggedAct | undefined): string | undefined {
  if (act.act === 'take-in' || act.act === 'give-back')
    return 'It was done with another topic. Undo it there.';
  if (act.act === 'undo') return 'It was itself an undoing. Do what you want done as a new act.';
  if (newest && newest.id !== act.id)
    return `${newest.actor.name} has acted on this since. Look at how it stands now.`;
  if (clock.now() > undoneUntil(act))
    return 'More than 15 minutes have passed. Do the opposite as a new act, with a reason.';
  return undefined;
}
