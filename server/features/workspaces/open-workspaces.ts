import { eq, isNotNull } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { requirements, standards } from '../standard/tables.ts';
import { workspaces } from './tables.ts';

/** Gives every requirement that the group works on its workspace, and the running of the group one. */
export async function openWorkspaces(tx: Tx): Promise<void> {
  const points = await tx
    .select({ id: requirements.id, title: requirements.title })
    .from(requirements)
    .innerJoin(standards, eq(standards.id, requirements.standardId))
    .where(isNotNull(standards.workedOnFrom))
    .orderBy(standards.workedOnFrom, requirements.number);
  const rooms = points.map(({ id, title }) => ({ slug: slugOf(title), name: title, requirementId: id }));
  const group = { slug: 'running-the-group', name: 'Running the group', requirementId: null };
  await tx
    .insert(workspaces)
    .values([...rooms, group])
    .onConflictDoNothing();
}

const slugOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
