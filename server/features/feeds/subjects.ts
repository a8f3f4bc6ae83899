import { and, eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { SignedIn, Viewer } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { standingInWords } from '../library/standing.ts';
import { findSavedSearchFor } from '../saved-searches/queries.ts';
import { addressOf } from '../search/filters.ts';
import { kinds } from '../topics/kinds.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import type { PrivateSubject, Subject } from './names.ts';
import { isShownTo } from './shown-to.ts';

interface About {
  name: string;
  /** Its page. */
  href: string;
  /** Whether everybody can read what is public of it. */
  isPublic: boolean;
  /** How it stands, where its feed would not say. */
  standing?: string;
}

/** What a feed is of, as this viewer may see it. */
export async function findSubjectFor(viewer: Viewer, { kind, id }: Subject): Promise<About> {
  const found = await find[kind](id, viewer);
  if (!found) throw notFound();
  return found;
}

/** The same, where it may be a saved search of theirs. */
export async function findPrivateSubjectFor(person: SignedIn, { kind, id }: PrivateSubject): Promise<About> {
  if (kind !== 'search') return findSubjectFor(person, { kind, id });
  const { name, search } = await findSavedSearchFor(person, id);
  return { name, href: addressOf(search), isPublic: false };
}

type Find = (id: number, viewer: Viewer) => Promise<About | undefined>;

const find: Record<Subject['kind'], Find> = {
  async workspace(id) {
    const [found] = await db.select().from(workspaces).where(eq(workspaces.id, id));
    return found && { name: found.name, href: `/workspaces/${found.slug}`, isPublic: true };
  },
  async council(id) {
    const [found] = await db.select().from(councils).where(eq(councils.id, id));
    return found && { name: found.name, href: `/councils/${found.slug}`, isPublic: true };
  },
  async topic(id, viewer) {
    const [found] = await db
      .select({
        title: topics.title,
        kind: topics.kind,
        state: topics.state,
        health: topics.health,
        visibility: topics.visibility,
        workspace: workspaces.name,
      })
      .from(topics)
      .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
      .where(and(eq(topics.id, id), isShownTo(viewer)));
    if (!found) return undefined;
    const standing = `${kinds[found.kind].label} in ${found.workspace}: ${standingInWords(found)}`;
    return { name: found.title, href: `/topics/${id}`, isPublic: found.visibility === 'public', standing };
  },
};
