import type { Member, Viewer } from '../../platform/viewer.ts';
import type { Standing } from '../topics/queries.ts';

/** A member says it for their council, of guidance and patterns; also that it stopped when they were over. */
export const canAdopt = (viewer: Viewer, topic: Standing): viewer is Member =>
  viewer.kind === 'member' && topic.kind !== 'question' && topic.state !== 'draft';

export const whyNotAdopt =
  'Members say what their council does with guidance and patterns that were published.';
