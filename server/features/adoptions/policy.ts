import { canPostIn, type Member, type Viewer } from '../../platform/viewer.ts';
import { whyPaused } from '../topics/policy.ts';
import type { Standing } from '../topics/queries.ts';

/** A member says it for their council, of guidance and patterns; also that it stopped when they were over. */
export const canAdopt = (viewer: Viewer, topic: Standing): viewer is Member =>
  viewer.kind === 'member' &&
  topic.kind !== 'question' &&
  topic.state !== 'draft' &&
  canPostIn(viewer, topic.workspace.id);

export const whyNotAdopt = (viewer: Viewer, { workspace }: Standing): string =>
  whyPaused(viewer, workspace.id) ??
  'Members say what their council does with guidance and patterns that were published.';
