import type { Viewer } from '../../platform/viewer.ts';

/** What the rules need to know of a post. */
interface Reportable {
  authorId: number;
  isDraft: boolean;
  isRemoved: boolean;
}

/** Anybody who sees a post may report it, but for whoever wrote it. */
export const canReport = (viewer: Viewer, { authorId, isDraft, isRemoved }: Reportable): boolean =>
  !isDraft && !isRemoved && !(viewer.kind !== 'visitor' && viewer.id === authorId);

/** What somebody is told who cannot report it. */
export const whyNoReport = ({ isRemoved }: Reportable): string =>
  isRemoved
    ? 'This has been removed, and cannot be reported any more.'
    : 'You wrote this yourself. If something is wrong with it, you can change it.';

/** What the rules need to know of a case. */
interface Decidable {
  authorId: number;
  /** Whether somebody besides its author coordinates the workspace. */
  hasOthers: boolean;
}

/** A coordinator has nothing to do with a case about what they wrote themselves, while there is another who can. */
export const mayHandle = (viewer: { id: number }, { authorId, hasOthers }: Decidable): boolean =>
  viewer.id !== authorId || !hasOthers;
