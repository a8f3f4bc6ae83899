import { isCoordinatorOf, isInGroup, type SignedIn, type Viewer } from '../../platform/viewer.ts';
import { canEdit } from '../topics/policy.ts';
import type { Standing, Topic } from '../topics/queries.ts';
import type { Relation } from './relations.ts';

/** Whoever looks after a topic says what it is to others; a coordinator may for them. */
export const canLink = (viewer: Viewer, topic: Standing): viewer is SignedIn =>
  canEdit(viewer, topic) || isCoordinatorOf(viewer, topic.workspace.id);

/** Whoever looks after a topic says that it is the same as another; a coordinator does it for them as an act, with a reason. */
export const isForModeration = (viewer: Viewer, relation: Relation, topic: Standing): boolean =>
  relation === 'same-as' && !canEdit(viewer, topic);

/** The topic whose reading a link changes: whoever looks after that one decides. */
export const decidingEnd = <T>(relation: Relation, { from, to }: { from: T; to: T }): T =>
  relation === 'replaces' ? to : from;

/** Anybody in the group may write guidance out of what solved a question. */
export const canDraftGuidance = (
  viewer: Viewer,
  topic: Standing & { acceptedCount: number },
): viewer is SignedIn =>
  topic.kind === 'question' && topic.acceptedCount > 0 && isInGroup(viewer, topic.workspace.id);

type End = Pick<
  Topic,
  'id' | 'kind' | 'state' | 'health' | 'visibility' | 'sameAs' | 'title' | 'workspace'
> & {
  /** The titles of what is said to be the same as this one; empty for each that whoever asks may not see. */
  sames?: string[];
};

/** Why one topic cannot be said to be this to another, in words for whoever tried; nothing where it can. */
export function whyNotLinked(relation: Relation, { from, to }: { from: End; to: End }): string | undefined {
  if (from.id === to.id) return 'Choose another topic: this is the same one';
  if (from.state === 'draft' && relation !== 'builds-on' && relation !== 'evidence-for')
    return `Publish “${from.title}” first`;
  if (to.state === 'draft') return `Publish “${to.title}” first`;
  if (relation === 'same-as') return whyNotSame(from, to);
  if (relation === 'replaces') return whyNotReplaced(from, to);
  return undefined;
}

/** Names those that would otherwise lead to what itself leads elsewhere. */
export function whySamesFirst(titles: string[]): string {
  const named = titles.filter(Boolean).slice(0, 3);
  const others = titles.length - named.length;
  const all = [
    ...named.map((title) => `“${title}”`),
    ...(others > 0 ? [others === 1 ? 'another topic' : `${others} others`] : []),
  ];
  const list = new Intl.ListFormat('en-GB').format(all);
  return titles.length === 1
    ? `${list} is marked as the same as this one. Make it the same as the other topic first`
    : `${list} are marked as the same as this one. Make them the same as the other topic first`;
}

function whyNotSame(from: End, to: End): string | undefined {
  if (from.kind !== to.kind)
    return `Choose a ${from.kind}: what it is the same as has to be of the same kind`;
  // So there is never a chain, nor a circle.
  if (to.sameAs) return `“${to.title}” is itself the same as another topic. Choose that one`;
  if (from.sames?.length) return whySamesFirst(from.sames);
  if (from.sameAs) return 'It is the same as another topic already. Undo that first';
  return isSeenByFewer(to, from)
    ? 'Not everyone who can see this topic can see the other, so it cannot lead there'
    : undefined;
}

function whyNotReplaced(from: End, to: End): string | undefined {
  if (from.kind === 'question' || to.kind === 'question') return 'Only guidance and patterns are replaced';
  if (from.health === 'replaced') return `“${from.title}” is itself replaced. Choose what replaced it`;
  if (from.state === 'withdrawn' || from.state === 'retired') return `“${from.title}” has been withdrawn`;
  return isSeenByFewer(from, to)
    ? `Not everyone who can see “${to.title}” can see what would replace it`
    : undefined;
}

const isSeenByFewer = (one: End, other: End): boolean =>
  one.visibility === 'group' && other.visibility === 'public';
