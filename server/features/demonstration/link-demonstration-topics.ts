import { inArray } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import { linkTopics } from '../links/link-topics.ts';
import { topics } from '../topics/tables.ts';
import { linkedTopics } from './content/linked-topics.ts';

/** Links made-up topics, as those who look after them would. */
export async function linkDemonstrationTopics(members: Map<string, Member>, at: (daysAgo: number) => void) {
  const titles = linkedTopics.flatMap(({ topic, other }) => [topic, other]);
  const found = await db
    .select({ id: topics.id, title: topics.title })
    .from(topics)
    .where(inArray(topics.title, titles));
  const idOf = new Map(found.map(({ id, title }) => [title, id]));
  for (const { topic, by, daysAgo, choice, other } of linkedTopics) {
    at(daysAgo);
    await linkTopics(members.get(by) as Member, idOf.get(topic) ?? 0, choice, idOf.get(other) ?? 0);
  }
}
