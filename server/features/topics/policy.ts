import { formatLastDay } from '../../platform/days.ts';
import {
  canPostIn,
  isCoordinatorOf,
  isInGroup,
  mustWaitIn,
  pausedUntilIn,
  type SignedIn,
  type Viewer,
} from '../../platform/viewer.ts';
import { isToBeReviewed } from './health.ts';
import type { Standing } from './queries.ts';

export const isAuthor = (viewer: Viewer, topic: { authorId: number }) =>
  viewer.kind !== 'visitor' && viewer.id === topic.authorId;

/** True for whoever looks after it: its author, until they hand it on. */
export const isOwner = (viewer: Viewer, topic: { authorId: number; ownerId: number | null }) =>
  viewer.kind !== 'visitor' && viewer.id === (topic.ownerId ?? topic.authorId);

/** Everybody in the group may join in a thread that has begun. What a guest writes may have to wait: see guests. */
export const canReply = (viewer: Viewer, topic: Standing): viewer is SignedIn =>
  canPostIn(viewer, topic.workspace.id) &&
  topic.state !== 'draft' &&
  topic.state !== 'withdrawn' &&
  topic.sameAs === null &&
  topic.removedAs === null &&
  (topic.lockedAt === null || isCoordinatorOf(viewer, topic.workspace.id));

export const canEdit = (viewer: Viewer, topic: Standing): viewer is SignedIn =>
  isInGroup(viewer, topic.workspace.id) && isOwner(viewer, topic);

/** Who asked knows what solved it; a coordinator may say so for them. */
export const canAccept = (viewer: Viewer, topic: Standing): viewer is SignedIn =>
  topic.kind === 'question' &&
  ((isInGroup(viewer, topic.workspace.id) && isOwner(viewer, topic)) ||
    isCoordinatorOf(viewer, topic.workspace.id));

/** Anybody in the group may suggest an edit to what somebody else looks after; a question is its asker's. */
export const canSuggest = (viewer: Viewer, topic: Standing): viewer is SignedIn =>
  topic.kind !== 'question' &&
  !['draft', 'withdrawn', 'retired'].includes(topic.state) &&
  topic.removedAs === null &&
  canPostIn(viewer, topic.workspace.id) &&
  !mustWaitIn(viewer, topic.workspace.id) &&
  !isOwner(viewer, topic);

/** Whoever looks after it says whether it is still right; a coordinator may for them. */
export const canReview = (viewer: Viewer, topic: Standing): viewer is SignedIn =>
  isToBeReviewed(topic) && (canEdit(viewer, topic) || isCoordinatorOf(viewer, topic.workspace.id));

/** Whoever looks after it decides on what is suggested; a coordinator may for them. */
export const canDecideSuggestions = (viewer: Viewer, topic: Standing): viewer is SignedIn =>
  canEdit(viewer, topic) || isCoordinatorOf(viewer, topic.workspace.id);

/** What somebody is told who cannot reply. */
export function whyNoReply(viewer: Viewer, topic: Standing): string {
  if (!isInGroup(viewer, topic.workspace.id)) return 'Guests reply in the workspaces they were invited to.';
  if (topic.state === 'draft') return 'Others can reply when it is published.';
  if (topic.sameAs) return 'This is the same as another topic. Reply there.';
  if (topic.removedAs) return 'A coordinator has hidden this topic.';
  const paused = whyPaused(viewer, topic.workspace.id);
  if (paused) return paused;
  if (topic.lockedAt) return 'A coordinator has locked this topic: nobody can reply for now.';
  return 'This topic is closed to new replies.';
}

/** What somebody is told whose posting in this workspace is paused; nothing where it is not. */
export function whyPaused(viewer: Viewer, workspaceId: number): string | undefined {
  const until = pausedUntilIn(viewer, workspaceId);
  return (
    until &&
    `A coordinator has paused your posting in this workspace. You can post here again after ${formatLastDay(until)}.`
  );
}

/** What a guest is told whose first post in a workspace has not been approved. */
export const waitsFirst = 'What a guest posts first waits for a coordinator.';

/** What the author may make of a topic, by the state it is in. */
const nextStates: Record<string, { state: string; label: string }[]> = {
  'question answered': [{ state: 'reopened', label: 'Reopen question' }],
  'guidance draft': [{ state: 'published', label: 'Publish' }],
  'guidance published': [{ state: 'withdrawn', label: 'Withdraw' }],
  'guidance withdrawn': [{ state: 'published', label: 'Publish again' }],
  'pattern proposed': [
    { state: 'in-use', label: 'Mark as in use' },
    { state: 'retired', label: 'Retire' },
  ],
  'pattern in-use': [{ state: 'retired', label: 'Retire' }],
  'pattern retired': [{ state: 'proposed', label: 'Propose again' }],
};

/** What others then read that they could not before. */
const postsAgain = new Set(['published', 'proposed']);

/** The states this viewer may put the topic in, with the words for the button. */
export function listNextStates(viewer: Viewer, topic: Standing) {
  if (!canEdit(viewer, topic) && !canAccept(viewer, topic)) return [];
  const next = nextStates[`${topic.kind} ${topic.state}`] ?? [];
  return canPostIn(viewer, topic.workspace.id) ? next : next.filter(({ state }) => !postsAgain.has(state));
}
