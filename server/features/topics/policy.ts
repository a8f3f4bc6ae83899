import { isCoordinatorOf, type Member, type Viewer } from '../../platform/viewer.ts';
import type { Standing } from './queries.ts';

export const isAuthor = (viewer: Viewer, topic: { authorId: number }) =>
  viewer.kind === 'member' && viewer.id === topic.authorId;

/** Everybody in the group may join in a thread that has begun. */
export const canReply = (viewer: Viewer, topic: Standing): viewer is Member =>
  viewer.kind === 'member' && topic.state !== 'draft' && topic.state !== 'withdrawn';

export const canEdit = (viewer: Viewer, topic: Standing): viewer is Member => isAuthor(viewer, topic);

/** Who asked knows what solved it; a coordinator may say so for them. */
export const canAccept = (viewer: Viewer, topic: Standing): viewer is Member =>
  topic.kind === 'question' && (isAuthor(viewer, topic) || isCoordinatorOf(viewer, topic.workspace.id));

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

/** The states this viewer may put the topic in, with the words for the button. */
export function listNextStates(viewer: Viewer, topic: Standing) {
  if (!isAuthor(viewer, topic) && !canAccept(viewer, topic)) return [];
  return nextStates[`${topic.kind} ${topic.state}`] ?? [];
}
