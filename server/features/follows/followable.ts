import { notAllowed, notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { Kind } from '../topics/kinds.ts';
import { findTopicFor } from '../topics/queries.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import type { Place } from './levels.ts';
import { canFollow, canFollowWorkspace, whyNoFollow } from './policy.ts';

/** What can be followed, as the page shows it that asks how much. */
export interface Followable {
  place: Place;
  /** None of the group. */
  id: number;
  name: string;
  href: string;
  kind?: Kind;
  /** That of the topic, or the one that is followed. */
  workspace?: { id: number; slug: string; name: string };
}

export const group: Followable = { place: 'group', id: 0, name: 'the group', href: '/' };

export async function findFollowableWorkspace(viewer: Viewer, slug: string): Promise<Followable> {
  const workspace = await findWorkspace(slug);
  const { id, name } = workspace;
  if (!canFollowWorkspace(viewer, id)) throw notFound();
  return { place: 'workspace', id, name, href: `/workspaces/${slug}`, workspace };
}

/** The topic, or the one that it is the same as, where its thread goes on. */
export async function findFollowableTopic(viewer: Viewer, topicId: number): Promise<Followable> {
  const topic = await findTopicFor(viewer, topicId);
  if (topic.sameAs) return findFollowableTopic(viewer, topic.sameAs);
  if (!canFollow(viewer, topic)) throw notAllowed(whyNoFollow);
  const { id, title, kind, workspace } = topic;
  return { place: 'topic', id, name: title, href: `/topics/${id}`, kind, workspace };
}
