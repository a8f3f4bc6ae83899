import { canPostIn, type Member, type Viewer } from '../../platform/viewer.ts';
import { whyPaused } from '../topics/policy.ts';
import type { Standing } from '../topics/queries.ts';

/** A member says so for their council, of a question that another council asked. */
export const canSayTheSame = (viewer: Viewer, topic: Standing): viewer is Member =>
  viewer.kind === 'member' &&
  topic.kind === 'question' &&
  topic.sameAs === null &&
  canPostIn(viewer, topic.workspace.id) &&
  viewer.council.id !== topic.authorCouncilId;

export const whyNotTheSame = (viewer: Viewer, { workspace }: Standing): string =>
  whyPaused(viewer, workspace.id) ??
  'Members say for their council that it has a problem that another council asked about.';
