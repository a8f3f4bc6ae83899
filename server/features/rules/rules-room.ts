import { eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Feature } from '../../platform/feature.ts';
import { findWorkspaceById } from '../workspaces/queries.ts';
import { findRuleSet } from './queries.ts';
import { ruleSets } from './tables.ts';

export const rooms: Feature['rooms'] = {
  // Everybody may read every set.
  rules: async (_viewer, id) => {
    const [set] = await db.select().from(ruleSets).where(eq(ruleSets.id, id));
    if (!set) throw notFound();
    return { seq: set.versionCount };
  },
  // By the workspace: it can be open before there is a first version.
  'workspace-rules': async (_viewer, id) => {
    const { id: workspaceId } = await findWorkspaceById(id);
    return { seq: (await findRuleSet(workspaceId))?.versionCount ?? 0 };
  },
};

/** Whoever reads a set is shown its new version: few do at any moment, so they fetch the page again. */
export const announcements: Feature['announcements'] = {
  'rules-changed': ({ setId, workspaceId }) => [
    { room: roomOfRules(setId, workspaceId), change: async () => ({ patches: [], afresh: true }) },
  ],
};

/** The room of the page of a set, or of a workspace that may have none yet. */
export const roomOfRules = (setId: number, workspaceId: number | null) =>
  workspaceId === null ? `rules:${setId}` : `workspace-rules:${workspaceId}`;
