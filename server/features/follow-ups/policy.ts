import { isCoordinatorOf, type Member, type Viewer } from '../../platform/viewer.ts';
import type { Standing } from '../topics/queries.ts';

type Question = Pick<Standing, 'kind' | 'workspace'>;

/** Coordinators see to it that questions in their workspaces are answered. */
export const canFollowUp = (viewer: Viewer, question: Question): viewer is Member =>
  question.kind === 'question' && isCoordinatorOf(viewer, question.workspace.id);

/** Whoever sees to a question, or whose turn it is, may say that they cannot. */
export const canRefuse = (
  viewer: Viewer,
  followUp: { ownerId: number | null; turnOf: number | null } | undefined,
): viewer is Member =>
  viewer.kind === 'member' &&
  (followUp?.ownerId === viewer.id || (followUp?.ownerId === null && followUp.turnOf === viewer.id));

export const whyNotFollowUp = 'Only coordinators of this workspace say who sees to a question.';
export const whyNotRefuse = 'It is not yours any more, so there is nothing to pass on.';
export const hasReply = 'This question has a reply now, or is no longer open, so nobody has to see to it.';
