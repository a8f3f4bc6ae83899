import { isInGroup, type SignedIn, type Viewer } from '../../platform/viewer.ts';
import type { Kind } from '../topics/kinds.ts';
import type { Standing } from '../topics/queries.ts';
import { type Level, levels, type Place } from './levels.ts';

/** Whoever sees a topic may follow it, once there is something to follow, and where its thread goes on. */
export const canFollow = (viewer: Viewer, topic: Pick<Standing, 'state' | 'sameAs'>): viewer is SignedIn =>
  viewer.kind !== 'visitor' && topic.state !== 'draft' && topic.sameAs === null;

export const whyNoFollow = 'A draft cannot be followed. You will follow it once you have published it.';

/** A workspace is followed by those whom it is for. */
export const canFollowWorkspace = (viewer: Viewer, workspaceId: number): viewer is SignedIn =>
  isInGroup(viewer, workspaceId);

/** How much can be heard of a place. A topic begins no others, and only a question is solved. */
export const levelsOf = (place: Place, kind?: Kind): Level[] =>
  levels.filter(
    (level) => place !== 'topic' || (level !== 'new-topics' && (level !== 'solved' || kind === 'question')),
  );
