import { inArray } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import { acceptSuggestion } from '../suggestions/decide.ts';
import { suggestEdit } from '../suggestions/suggest-edit.ts';
import { topics } from '../topics/tables.ts';
import { suggestedEdits } from './content/suggested-edits.ts';

/** Edits that made-up people suggest to one another: some are accepted, some wait. */
export async function suggestDemonstrationEdits(
  members: Map<string, Member>,
  at: (daysAgo: number) => void,
): Promise<void> {
  const titles = suggestedEdits.map(({ topic }) => topic);
  const found = await db.select().from(topics).where(inArray(topics.title, titles));
  for (const { topic: title, by, daysAgo, reason, field, from, to, acceptedBy } of suggestedEdits) {
    at(daysAgo);
    const topic = found.find((one) => one.title === title);
    const author = members.get(by);
    if (!topic?.content[field]?.includes(from) || !author)
      throw new Error(`Nobody can suggest “${to}” for “${title}”`);
    const content = { ...topic.content, [field]: topic.content[field].replace(from, to) };
    const { tags, versionCount } = topic;
    const text = { title, tags, content };
    const { id } = await suggestEdit(author, topic.id, { ...text, reason, from: versionCount, formId: '' });
    if (acceptedBy) await acceptSuggestion(members.get(acceptedBy) as Member, id, text, versionCount);
  }
}
