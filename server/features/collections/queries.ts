import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Member, Viewer } from '../../platform/viewer.ts';
import { people } from '../people/tables.ts';
import { listTopicsById } from '../topics/lists.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { collectionChanges, collectionItems, collections } from './tables.ts';

const listedAtMost = 100;
const changesAtMost = 20;
const removedAtMost = 10;

const isCurrent = isNull(collectionItems.endedAt);

/** What makes a collection visible to this viewer; what is in it, each for itself, is visible as elsewhere. */
const isSeenBy = (viewer: Viewer): SQL | undefined =>
  and(
    isNull(collections.endedAt),
    viewer.kind === 'member' ? undefined : eq(collections.visibility, 'public'),
  );

/** What readers are led to of what they may see. */
const isReadable = sql`topics.state not in ('draft', 'withdrawn', 'retired') and topics.removed_as is null`;

const isShownTo = (viewer: Viewer) => sql`${visibleTo(viewer)} and ${isReadable}`;

const countShown = (viewer: Viewer) => sql<number>`(
  select count(*)::int from collection_items join topics on topics.id = collection_items.topic_id
  where collection_items.collection_id = collections.id and collection_items.ended_at is null and ${isShownTo(viewer)})`;

const selectListed = (viewer: Viewer) =>
  db
    .select({
      id: collections.id,
      title: collections.title,
      visibility: collections.visibility,
      lead: sql<string>`left(plain_text(${collections.html}), 400)`,
      topicCount: countShown(viewer),
    })
    .from(collections);

/** The collections in which this viewer can read something, by title. */
export async function listCollections(viewer: Viewer) {
  const found = await selectListed(viewer)
    .where(isSeenBy(viewer))
    .orderBy(sql`lower(${collections.title})`, collections.id)
    .limit(listedAtMost);
  return found.filter(({ topicCount }) => topicCount > 0);
}

/** The same with those that are empty still, and apart from them those that were deleted, for those who keep them. */
export async function listAllCollections(member: Member) {
  const [current, deleted] = await Promise.all([
    selectListed(member)
      .where(isNull(collections.endedAt))
      .orderBy(sql`lower(${collections.title})`, collections.id)
      .limit(listedAtMost),
    selectListed(member)
      .where(isNotNull(collections.endedAt))
      .orderBy(desc(collections.endedAt), desc(collections.id))
      .limit(removedAtMost),
  ]);
  return { current, deleted };
}

/** The collection as this viewer may see it; otherwise not found. */
export async function findCollectionFor(viewer: Viewer, id: number) {
  const [found] = await db
    .select()
    .from(collections)
    .where(and(eq(collections.id, id), isSeenBy(viewer)));
  if (!found) throw notFound();
  return found;
}

/** What is in a collection, in its order, as far as this viewer may see it. What is withdrawn is only for those who keep it. */
export async function listItemsFor(viewer: Viewer, collectionId: number, { withWithdrawn = false } = {}) {
  const items = await db
    .select({ id: collectionItems.id, topicId: collectionItems.topicId, line: collectionItems.line })
    .from(collectionItems)
    .innerJoin(topics, eq(topics.id, collectionItems.topicId))
    .where(
      and(
        eq(collectionItems.collectionId, collectionId),
        isCurrent,
        withWithdrawn ? visibleTo(viewer) : isShownTo(viewer),
      ),
    )
    .orderBy(asc(collectionItems.place), asc(collectionItems.id));
  const found = await listTopicsById(
    viewer,
    items.map(({ topicId }) => topicId),
  );
  const byId = new Map(found.map((topic) => [topic.id, topic]));
  return items.flatMap(({ topicId, ...item }) => {
    const topic = byId.get(topicId);
    return topic ? [{ ...item, topic }] : [];
  });
}

export type Item = Awaited<ReturnType<typeof listItemsFor>>[number];

/** What was taken out last and is not in it again. */
export const listRemoved = (member: Member, collectionId: number) =>
  db
    .select({ id: collectionItems.id, topicId: topics.id, title: topics.title })
    .from(collectionItems)
    .innerJoin(topics, eq(topics.id, collectionItems.topicId))
    .where(
      and(
        eq(collectionItems.collectionId, collectionId),
        isNotNull(collectionItems.endedAt),
        visibleTo(member),
        sql`not exists (select from collection_items again where again.collection_id = ${collectionId}
          and again.topic_id = topics.id and (again.ended_at is null or again.id > ${collectionItems.id}))`,
      ),
    )
    .orderBy(desc(collectionItems.endedAt), desc(collectionItems.id))
    .limit(removedAtMost);

/** The last that was done to a collection, by whom, the newest first. */
export const listChanges = (member: Member, collectionId: number) =>
  db
    .select({
      act: collectionChanges.act,
      by: people.name,
      at: collectionChanges.changedAt,
      topic: topics.title,
    })
    .from(collectionChanges)
    .innerJoin(people, eq(people.id, collectionChanges.changedBy))
    .leftJoin(collectionItems, eq(collectionItems.id, collectionChanges.itemId))
    .leftJoin(topics, and(eq(topics.id, collectionItems.topicId), visibleTo(member)))
    .where(eq(collectionChanges.collectionId, collectionId))
    .orderBy(desc(collectionChanges.id))
    .limit(changesAtMost);

/** What a collection has said of itself, the first version first, with who said it. */
export async function listDescriptions(executor: Executor, collectionId: number) {
  const rows = await executor
    .select({
      said: collectionChanges.said,
      createdAt: collectionChanges.changedAt,
      editor: { id: people.id, name: people.name, job: people.job },
    })
    .from(collectionChanges)
    .innerJoin(people, eq(people.id, collectionChanges.changedBy))
    .where(
      and(
        eq(collectionChanges.collectionId, collectionId),
        sql`${collectionChanges.act} in ('made', 'described')`,
      ),
    )
    .orderBy(asc(collectionChanges.id));
  return rows.map(({ editor, ...row }, at) => ({
    ...row,
    number: at + 1,
    editor: { ...editor, role: '', council: null },
  }));
}

/** The collections that this viewer may see with something of a workspace in them, by title. */
export const listCollectionsWith = (viewer: Viewer, workspaceId: number) =>
  db
    .select({ id: collections.id, title: collections.title })
    .from(collections)
    .where(
      and(
        isSeenBy(viewer),
        sql`exists (select from collection_items join topics on topics.id = collection_items.topic_id
          where collection_items.collection_id = collections.id and collection_items.ended_at is null
          and topics.workspace_id = ${workspaceId} and ${isShownTo(viewer)})`,
      ),
    )
    .orderBy(sql`lower(${collections.title})`, collections.id)
    .limit(10);
