import { type SQL, sql } from 'drizzle-orm';
import { integer, type PgColumn } from 'drizzle-orm/pg-core';
import { clock } from '../../platform/clock.ts';
import { moment } from '../../platform/columns.ts';
import { isCoordinatorOf, type Viewer } from '../../platform/viewer.ts';

/**
 * That a coordinator edited a text as an act: when they last did, and in which version; empty where none did. The post says so to
 * its readers, and goes on saying so whoever edits it later.
 */
export const mark = () => ({
  coordinatorEditedAt: moment('coordinator_edited_at'),
  coordinatorVersion: integer('coordinator_version'),
});

export interface Mark {
  coordinatorEditedAt: Date | null;
  coordinatorVersion: number | null;
}

/** How a coordinator writes a version as an act: edited, it is marked by that; put back, it has the mark that it had. */
export interface AsCoordinator {
  mark?: Mark;
}

/** What a post carries with its next version. */
export function markAfter(post: Mark, number: number, act: AsCoordinator | undefined): Mark {
  if (act && !act.mark) return { coordinatorEditedAt: clock.now(), coordinatorVersion: number };
  const { coordinatorEditedAt, coordinatorVersion } = act?.mark ?? post;
  return { coordinatorEditedAt, coordinatorVersion };
}

interface Written {
  authorId: number;
  workspaceId: number;
}

/** What a post said before is mostly what had to go: it stays with whoever wrote it, and with the coordinators of the workspace. */
export const seesWhatHadToGo = (viewer: Viewer, { authorId, workspaceId }: Written): boolean =>
  isCoordinatorOf(viewer, workspaceId) || (viewer.kind !== 'visitor' && viewer.id === authorId);

/** True of the versions that came with the mark which the post carries, or with a later one: the only ones that others see. */
export const hasMarkOf = (version: PgColumn, post: SQL): SQL =>
  sql`coalesce(${version}, 0) >= coalesce(${post}, 0)`;

/** What a history says of versions that are not for everybody. */
export function cutFor(viewer: Viewer, post: Mark & Written) {
  const seesAll = seesWhatHadToGo(viewer, post);
  const isCut = post.coordinatorVersion !== null;
  return { isCut: isCut && !seesAll, isCutForOthers: isCut && seesAll };
}
