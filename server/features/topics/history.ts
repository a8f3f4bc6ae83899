import { eq, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { diffWords } from '../../platform/word-diff.ts';
import { type Kind, kinds } from './kinds.ts';
import { findTopicFor } from './queries.ts';
import { shownRow } from './shown.ts';
import { topicVersions } from './tables.ts';

/** Every version of a topic, the newest first, each with what it changed, word by word. */
export async function topicHistory(viewer: Viewer, topicId: number) {
  const topic = await findTopicFor(viewer, topicId);
  const found = await db
    .select()
    .from(topicVersions)
    .where(eq(topicVersions.topicId, topicId))
    .orderBy(sql`${topicVersions.number} desc`);
  const versions = found.map((version, at) => {
    const before = found[at + 1];
    return {
      ...version,
      council: version.editor.council?.name,
      changes: before ? changesBetween(topic.kind, before, version) : [],
    };
  });
  return { topic: shownRow(topic), versions };
}

type Version = typeof topicVersions.$inferSelect;

function changesBetween(kind: Kind, before: Version, after: Version) {
  const { sections, facts } = kinds[kind];
  const fields = [
    { label: 'Title', from: before.title, to: after.title },
    ...sections.map(({ field, heading }) => ({
      label: heading,
      from: before.content[field],
      to: after.content[field],
    })),
    ...facts.map(({ field, label }) => ({ label, from: before.content[field], to: after.content[field] })),
    { label: 'Tags', from: before.tags.join(', '), to: after.tags.join(', ') },
  ];
  return fields
    .filter(({ from = '', to = '' }) => from !== to)
    .map(({ label, from = '', to = '' }) => ({ label, diffHtml: diffWords(from, to) }));
}
