import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { isInGroup, type SignedIn } from '../../platform/viewer.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import type { Following } from './following.ts';
import type { Place } from './levels.ts';
import { follows } from './tables.ts';

const following = {
  level: follows.level,
  place: follows.place,
  because: follows.because,
  isCarried: sql<boolean>`${follows.carriedFrom} is not null`,
};

interface Where {
  workspaceId?: number;
  topicId?: number;
}

interface Said {
  /** What they said of the place itself. */
  own: Following | null;
  /** What counts without that: what they said of what the place is in. */
  wider: Following | null;
}

/** What somebody has said that counts in the group, or in a workspace, or in a topic of one. */
export async function findFollowing(person: SignedIn, { workspaceId, topicId }: Where): Promise<Said> {
  const said = await db
    .select(following)
    .from(follows)
    .where(
      and(
        eq(follows.personId, person.id),
        or(
          eq(follows.place, 'group'),
          workspaceId ? eq(follows.workspaceId, workspaceId) : undefined,
          topicId ? eq(follows.topicId, topicId) : undefined,
        ),
      ),
    )
    .orderBy(sql`${follows.topicId} nulls last`, sql`${follows.workspaceId} nulls last`);
  const isHere = !workspaceId || isInGroup(person, workspaceId);
  const counting = said.filter(({ place }) => place === 'topic' || isHere);
  const at: Place = topicId ? 'topic' : workspaceId ? 'workspace' : 'group';
  return {
    own: counting.find(({ place }) => place === at) ?? null,
    wider: counting.find(({ place }) => place !== at) ?? null,
  };
}

/** The workspaces of which somebody has said how much they hear. */
export async function listFollowedWorkspaces(person: SignedIn) {
  const { id, slug, name } = workspaces;
  const rows = await db
    .select({ ...following, workspace: { id, slug, name } })
    .from(follows)
    .innerJoin(workspaces, eq(workspaces.id, follows.workspaceId))
    .where(eq(follows.personId, person.id))
    .orderBy(asc(workspaces.id));
  return rows.filter(({ workspace }) => isInGroup(person, workspace.id));
}

export const followsOnPage = 50;

/** The same of topics, as far as they still see them: the last to be followed first. What is the same as another is there. */
export async function listFollowedTopics(person: SignedIn, page: number) {
  const { id, title, kind } = topics;
  const own = and(eq(follows.personId, person.id), visibleTo(person), isNull(topics.sameAs));
  const [rows, total] = await Promise.all([
    db
      .select({ ...following, topic: { id, title, kind } })
      .from(follows)
      .innerJoin(topics, eq(topics.id, follows.topicId))
      .where(own)
      .orderBy(desc(follows.followedAt), desc(follows.id))
      .limit(followsOnPage)
      .offset((page - 1) * followsOnPage),
    db
      .select({ total: sql<number>`count(*)::int` })
      .from(follows)
      .innerJoin(topics, eq(topics.id, follows.topicId))
      .where(own),
  ]);
  return { rows, total: total[0]?.total ?? 0 };
}
