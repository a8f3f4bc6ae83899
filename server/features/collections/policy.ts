import type { Powers, Viewer } from '../../platform/viewer.ts';
import { kinds } from '../topics/kinds.ts';
import type { Topic } from '../topics/queries.ts';

/** Coordinators keep collections, of whichever workspace they are. */
export const keepsCollections = ({ isCoordinator }: Powers): boolean => isCoordinator;

/** The same of whoever looks at a page, in this session. */
export const canKeepCollections = (viewer: Viewer): boolean =>
  viewer.kind === 'member' && keepsCollections(viewer);

export const topicsAtMost = 100;

/** Why a topic cannot be put into a collection of so many, in words; nothing where it can. */
export function whyNotAdded(
  { kind, state, title, sameAs }: Pick<Topic, 'kind' | 'state' | 'title' | 'sameAs'>,
  count: number,
): string | undefined {
  if (count >= topicsAtMost)
    return `A collection has ${topicsAtMost} topics at most. Take one out first, or make another collection`;
  if (state === 'draft') return `Publish “${title}” first`;
  if (state === 'withdrawn' || state === 'retired')
    return `“${title}” is withdrawn: choose ${kind === 'pattern' ? 'a pattern' : kinds[kind].label.toLowerCase()} that people can follow`;
  if (sameAs) return `“${title}” is the same as another topic. Choose that one`;
  return undefined;
}
