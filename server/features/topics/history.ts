import { and, desc, eq, gte, lte, max, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { events } from '../../platform/tables.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { type Kind, kinds } from './kinds.ts';
import { isAuthor } from './policy.ts';
import { findTopicFor } from './queries.ts';
import { shownRow } from './shown.ts';
import { topicVersions } from './tables.ts';
import { pageOfVersions, shownVersions, versionsOnPage } from './versions.ts';

/**
 * A page of a topic's versions, the newest first, each with what it changed, word by word. What a draft said before it
 * was published stays its author's.
 */
export async function topicHistory(viewer: Viewer, topicId: number, asked = 1) {
  const topic = await findTopicFor(viewer, topicId);
  const first = isAuthor(viewer, topic) ? 1 : await findFirstPublished(topicId);
  const count = topic.versionCount - first + 1;
  const page = pageOfVersions(count, asked, `/topics/${topicId}/history`);
  const found = await db
    .select()
    .from(topicVersions)
    .where(and(eq(topicVersions.topicId, topicId), gte(topicVersions.number, first)))
    .orderBy(desc(topicVersions.number))
    .limit(versionsOnPage + 1)
    .offset(page.offset);
  const versions = await shownVersions(`topic ${topicId}`, found, (before, after) =>
    fieldsOf(topic.kind, before, after),
  );
  return { topic: shownRow(topic), versions, count, page: page.links };
}

/** The number of the version that others first saw: the last one of a draft, or the first. */
async function findFirstPublished(topicId: number): Promise<number> {
  const published = db
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
  const [found] = await db
    .select({ number: max(topicVersions.number) })
    .from(topicVersions)
    .where(and(eq(topicVersions.topicId, topicId), lte(topicVersions.createdAt, sql`(${published})`)));
  return found?.number ?? 1;
}

type Version = typeof topicVersions.$inferSelect;

function fieldsOf(kind: Kind, before: Version, after: Version) {
  const { sections, facts } = kinds[kind];
  const inContent = [
    ...sections.map(({ field, heading }) => ({ field, label: heading })),
    ...facts.map(({ field, label }) => ({ field, label })),
  ];
  return [
    { label: 'Title', from: before.title, to: after.title },
    ...inContent.map(({ field, label }) => ({
      label,
      from: before.content[field],
      to: after.content[field],
    })),
    { label: 'Tags', from: before.tags.join(', '), to: after.tags.join(', ') },
  ];
}
