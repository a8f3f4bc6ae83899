import { isCoordinatorOf, type Member, type Viewer } from '../../platform/viewer.ts';
import { isMoving, oppositeOf } from '../moderation/acts.ts';
import type { LoggedAct } from '../moderation/queries.ts';

/** What the rules need to know of an appeal. */
interface Appealed {
  actorId: number;
  personId: number;
  workspace: { id: number };
  /** Whether a coordinator can decide who neither acted nor appealed. */
  hasOthers: boolean;
}

/** Those who hear of an appeal: coordinators of the workspace, and administrators where no other coordinator is left. */
export const maySeeAppeal = (
  powers: Pick<Member, 'coordinates' | 'isAdministrator'>,
  { workspace, hasOthers }: Appealed,
): boolean =>
  powers.coordinates === 'all' ||
  powers.coordinates.includes(workspace.id) ||
  (powers.isAdministrator && !hasOthers);

/** An appeal is decided by somebody who neither acted nor appealed. */
export const mayDecideAppeal = (member: Member, appeal: Appealed): boolean =>
  maySeeAppeal(member, appeal) && ![appeal.actorId, appeal.personId].includes(member.id);

/** In which role somebody decides an appeal. */
export const roleInAppeal = (viewer: Viewer, { workspace }: Appealed): string =>
  isCoordinatorOf(viewer, workspace.id) ? 'Coordinator' : 'Administrator';

/** Acts that somebody makes good by hand where an appeal is right: where it all went on, nothing puts it back by itself. */
export const isMadeGoodByHand = (act: string): boolean => isMoving(act) || act === 'move';

/** Whether an author can appeal against such an act: what does them a favour needs none. */
export const canBeAppealed = (act: string): boolean => oppositeOf(act) !== undefined || isMadeGoodByHand(act);

/** Whoever wrote a post may appeal once against what others did to it, as long as that can be made good. */
export const canAppeal = (
  viewer: { id: number },
  act: Pick<LoggedAct, 'act' | 'personId' | 'actor' | 'isUndone'>,
  { isMade, stands }: { isMade: boolean; stands: boolean },
): boolean =>
  act.personId === viewer.id &&
  act.actor.id !== viewer.id &&
  canBeAppealed(act.act) &&
  !act.isUndone &&
  !isMade &&
  stands;

export const isAppealDecision = (act: string): boolean => act.startsWith('appeal-');

/** Why somebody cannot undo what was decided of an appeal, in words: whoever acted first must not have the last word. */
export const whyNotUndoDecision = (member: Member, act: LoggedAct): string | undefined =>
  isAppealDecision(act.act) && act.actor.id !== member.id
    ? 'What was decided of an appeal is undone by whoever decided it.'
    : undefined;
