import { and, asc, eq, sql } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { hashOf } from '../../platform/tokens.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { findOwned } from '../accounts/viewers.ts';
import { councils } from '../councils/tables.ts';
import { savedSearches } from '../saved-searches/tables.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import type { PrivateSubject } from './names.ts';
import { isShownTo } from './shown-to.ts';
import { privateFeeds } from './tables.ts';

export const mostFeeds = 100;

const columns = {
  workspace: privateFeeds.workspaceId,
  topic: privateFeeds.topicId,
  council: privateFeeds.councilId,
  search: privateFeeds.savedSearchId,
};

/** The columns of a feed of this. */
export const columnsFor = ({ kind, id }: PrivateSubject) => ({
  workspaceId: kind === 'workspace' ? id : null,
  topicId: kind === 'topic' ? id : null,
  councilId: kind === 'council' ? id : null,
  savedSearchId: kind === 'search' ? id : null,
});

const kind = sql<PrivateSubject['kind']>`case ${sql.join(
  Object.entries(columns).map(
    ([name, column]) => sql`when ${column} is not null then ${sql.raw(`'${name}'`)}`,
  ),
  sql` `,
)} end`;
const subjectId = sql<number>`coalesce(${sql.join(Object.values(columns), sql`, `)})`;

/** The feed that has this address now, with its owner as they are at this moment; nothing where they could not sign in. */
export async function findFeedByToken(token: string) {
  const found = await findOwned<{ id: number; kind: PrivateSubject['kind']; subject_id: number }>(sql`
    select ${privateFeeds.id}, ${privateFeeds.personId}, ${kind} as kind, ${subjectId} as subject_id
    from ${privateFeeds} where ${privateFeeds.tokenHash} = ${hashOf(token)}`);
  if (!found) return undefined;
  const { id, kind: of, subject_id } = found.owned;
  return { id, owner: found.owner, subject: { kind: of, id: subject_id } };
}

/** Somebody's own, what was made last first. What they may not see any more is not named. */
export const listFeedsOf = (person: SignedIn) =>
  db
    .select({
      id: privateFeeds.id,
      kind,
      subjectId,
      madeAt: privateFeeds.madeAt,
      name: sql<
        string | null
      >`coalesce(${workspaces.name}, ${topics.title}, ${councils.name}, ${savedSearches.name})`,
      slug: sql<string | null>`coalesce(${workspaces.slug}, ${councils.slug})`,
      search: savedSearches.search,
    })
    .from(privateFeeds)
    .leftJoin(workspaces, eq(workspaces.id, privateFeeds.workspaceId))
    .leftJoin(topics, and(eq(topics.id, privateFeeds.topicId), isShownTo(person)))
    .leftJoin(councils, eq(councils.id, privateFeeds.councilId))
    .leftJoin(savedSearches, eq(savedSearches.id, privateFeeds.savedSearchId))
    .where(eq(privateFeeds.personId, person.id))
    .orderBy(sql`${privateFeeds.madeAt} desc`, asc(privateFeeds.id));

/** How many they have of other things. */
export const countOtherFeedsOf = (within: Executor, person: SignedIn, subject: PrivateSubject) =>
  within.$count(
    privateFeeds,
    and(eq(privateFeeds.personId, person.id), sql`${columns[subject.kind]} is distinct from ${subject.id}`),
  );
