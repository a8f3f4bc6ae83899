import { asc, desc, eq, isNotNull } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { countFreshByWorkspace, countsOf, countTopicsByWorkspace, seqOf } from '../topics/counts.ts';
import { listWorkspaces } from '../workspaces/queries.ts';
import { standards } from './tables.ts';

/** The newest standard that the group works on. */
export async function findStandard() {
  const [standard] = await db
    .select()
    .from(standards)
    .where(isNotNull(standards.workedOnFrom))
    .orderBy(desc(standards.workedOnFrom))
    .limit(1);
  if (!standard) throw notFound();
  return standard;
}

export async function findStandardById(id: number) {
  const [standard] = await db.select().from(standards).where(eq(standards.id, id)).orderBy(asc(standards.id));
  if (!standard) throw notFound();
  return standard;
}

/** The standard, its requirements with what this viewer can see in each, and the group's own workspace. */
export async function listRequirementsFor(viewer: Viewer) {
  const since = viewer.kind !== 'visitor' ? viewer.lastVisitAt : null;
  // First, so that what has changed since it was counted is shown as well, or asked for.
  const counts = await countTopicsByWorkspace(viewer);
  const [standard, workspaces, fresh] = await Promise.all([
    findStandard(),
    listWorkspaces(),
    countFreshByWorkspace(viewer, since),
  ]);
  const rows = workspaces
    .filter(({ standardId }) => standardId === standard.id)
    .map(({ id, slug, name, requirement }) => ({
      workspaceId: id,
      slug,
      name,
      requirement,
      counts: countsOf(counts, id),
      fresh: fresh.get(id) ?? 0,
    }));
  const requirements = rows.flatMap(({ requirement, ...row }) =>
    requirement ? [{ ...requirement, ...row }] : [],
  );
  return { standard, seq: seqOf(counts), requirements, group: rows.find(({ requirement }) => !requirement) };
}
