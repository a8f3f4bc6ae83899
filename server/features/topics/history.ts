import { and, desc, eq, gt, gte, lte, max, sql } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { events } from '../../platform/tables.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { cutFor, hasMarkOf, seesWhatHadToGo } from '../people/edit-mark.ts';
import { type Kind, kinds } from './kinds.ts';
import { canEdit, isAuthor } from './policy.ts';
import { findTopicFor, type Standing } from './queries.ts';
import { shownRow } from './shown.ts';
import { topicVersions } from './tables.ts';
import { pageOfVersions, shownVersions, versionsOnPage } from './versions.ts';
import type { Text } from './write-version.ts';

/**
 * A page of a topic's versions, the newest first, each with what it changed, word by word. What a draft said before it
 * was published stays its author's.
 */
export async function topicHistory(viewer: Viewer, topicId: number, asked = 1) {
  const topic = await findTopicFor(viewer, topicId);
  const isSeen = await seenBy(viewer, topic);
  const count = await db.$count(topicVersions, isSeen);
  const page = pageOfVersions(count, asked, `/topics/${topicId}/history`);
  const found = await db
    .select()
    .from(topicVersions)
    .where(isSeen)
    .orderBy(desc(topicVersions.number))
    .limit(versionsOnPage + 1)
    .offset(page.offset);
  const versions = await shownVersions(found, (before, after) => fieldsOf(topic.kind, before, after));
  const restorable = canEdit(viewer, topic) ? topic.versionCount : 0;
  return {
    topic: shownRow(topic),
    versions: versions.map((version) => ({ ...version, canRestore: version.number < restorable })),
    path: `/topics/${topicId}`,
    count,
    ...cutFor(viewer, { ...topic, workspaceId: topic.workspace.id }),
    page: page.links,
  };
}

/** One of the texts that a topic had, if it is in the history that this viewer sees. */
export async function findTopicVersion(
  viewer: Viewer,
  topic: Standing,
  number: number,
  executor: Executor = db,
) {
  const isIt = and(eq(topicVersions.number, number), await seenBy(viewer, topic, executor));
  const [found] = await executor.select().from(topicVersions).where(isIt);
  return found;
}

/** Who saved versions after this one, the newest first. */
export const listEditorsSince = (topicId: number, number: number) =>
  db
    .select({
      number: topicVersions.number,
      editor: topicVersions.editor,
      createdAt: topicVersions.createdAt,
    })
    .from(topicVersions)
    .where(and(eq(topicVersions.topicId, topicId), gt(topicVersions.number, number)))
    .orderBy(desc(topicVersions.number));

/** The versions of a topic that this viewer sees: not what a draft said of others, nor what a coordinator has taken out. */
async function seenBy(viewer: Viewer, topic: Standing, executor: Executor = db) {
  const first = isAuthor(viewer, topic) ? 1 : await findFirstPublished(topic.id, executor);
  const { topicId, number, coordinatorVersion } = topicVersions;
  const ofTopic = sql`(select coordinator_version from topics where topics.id = ${topicId})`;
  const place = { authorId: topic.authorId, workspaceId: topic.workspace.id };
  const isClean = seesWhatHadToGo(viewer, place) ? undefined : hasMarkOf(coordinatorVersion, ofTopic);
  return and(eq(topicId, topic.id), gte(number, first), isClean);
}

/** The number of the version that others first saw: the last one of a draft, or the first. */
export async function findFirstPublished(topicId: number, executor: Executor): Promise<number> {
  const published = executor
    .select({ at: events.at })
    .from(events)
    .where(
      and(
        eq(events.topicId, topicId),
        sql`${events.name} = 'topic-state-changed' and ${events.ids}->>'from' = 'draft'`,
      ),
    )
    .orderBy(events.seq)
    .limit(1);
  const [found] = await executor
    .select({ number: max(topicVersions.number) })
    .from(topicVersions)
    .where(and(eq(topicVersions.topicId, topicId), lte(topicVersions.createdAt, sql`(${published})`)));
  return found?.number ?? 1;
}

/** Each text of a topic with its name on the page, as it was in one version and as it is in another. */
export function fieldsOf(kind: Kind, before: Text, after: Text) {
  const { sections, facts } = kinds[kind];
  const inContent = [
    ...sections.map(({ field, heading }) => ({ field, label: heading })),
    ...facts.map(({ field, label }) => ({ field, label })),
  ];
  return [
    { field: 'title', label: 'Title', from: before.title, to: after.title },
    ...inContent.map(({ field, label }) => ({
      field,
      label,
      from: before.content[field],
      to: after.content[field],
    })),
    { field: 'tags', label: 'Tags', from: before.tags.join(', '), to: after.tags.join(', ') },
  ];
}
