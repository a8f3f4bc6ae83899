import { and, eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { standingInWords } from '../library/standing.ts';
import { kinds } from '../topics/kinds.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

/** What a feed can be of. */
export interface Subject {
  kind: 'workspace' | 'topic' | 'council';
  id: number;
}

interface About {
  name: string;
  /** Its page. */
  href: string;
  /** How it stands, where its feed would not say. */
  standing?: string;
}

/** What a feed is of, as this viewer may see it. */
export async function findSubjectFor(viewer: Viewer, { kind, id }: Subject): Promise<About> {
  const found = await find[kind](id, viewer);
  if (!found) throw notFound();
  return found;
}

type Find = (id: number, viewer: Viewer) => Promise<About | undefined>;

const find: Record<Subject['kind'], Find> = {
  async workspace(id) {
    const [found] = await db.select().from(workspaces).where(eq(workspaces.id, id));
    return found && { name: found.name, href: `/workspaces/${found.slug}` };
  },
  async council(id) {
    const [found] = await db.select().from(councils).where(eq(councils.id, id));
    return found && { name: found.name, href: `/councils/${found.slug}` };
  },
  async topic(id, viewer) {
    const [found] = await db
      .select({
        title: topics.title,
        kind: topics.kind,
        state: topics.state,
        health: topics.health,
        workspace: workspaces.name,
      })
      .from(topics)
      .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
      .where(and(eq(topics.id, id), visibleTo(viewer)));
    if (!found) return undefined;
    const standing = `${kinds[found.kind].label} in ${found.workspace}: ${standingInWords(found)}`;
    return { name: found.title, href: `/topics/${id}`, standing };
  },
};
