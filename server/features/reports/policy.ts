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
    ? 'This reply has been removed.'
    : 'You wrote this yourself. If something is wrong with it, you can change it.';
