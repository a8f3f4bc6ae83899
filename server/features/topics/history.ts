import { desc, eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { type Kind, kinds } from './kinds.ts';
import { findTopicFor } from './queries.ts';
import { shownRow } from './shown.ts';
import { topicVersions } from './tables.ts';
import { pageOfVersions, shownVersions, versionsOnPage } from './versions.ts';

/** A page of a topic's versions, the newest first, each with what it changed, word by word. */
export async function topicHistory(viewer: Viewer, topicId: number, asked = 1) {
  const topic = await findTopicFor(viewer, topicId);
  const page = pageOfVersions(topic.versionCount, asked, `/topics/${topicId}/history`);
  const found = await db
    .select()
    .from(topicVersions)
    .where(eq(topicVersions.topicId, topicId))
    .orderBy(desc(topicVersions.number))
    .limit(versionsOnPage + 1)
    .offset(page.offset);
  const versions = await shownVersions(`topic ${topicId}`, found, (before, after) =>
    fieldsOf(topic.kind, before, after),
  );
  return { topic: shownRow(topic), versions, count: topic.versionCount, page: page.links };
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
