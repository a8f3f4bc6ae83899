import { desc, eq } from 'drizzle-orm';
import { notices } from '../../server/features/notices/tables.ts';
import { withOwnTitles, withTitlesOnLinks } from '../../server/features/notices/titles.ts';
import { people } from '../../server/features/people/tables.ts';
import { topics } from '../../server/features/topics/tables.ts';
import { db } from '../../server/platform/database.ts';
import type { Paragraph } from '../../server/platform/letters.ts';

/** What people find in their inboxes, the newest first: to whom it was said, in which words, and where it leads. */
export async function listTold() {
  const rows = await db
    .select({ notice: notices, words: notices.words, to: people.email, topic: { title: topics.title } })
    .from(notices)
    .innerJoin(people, eq(people.id, notices.personId))
    .leftJoin(topics, eq(topics.id, notices.topicId))
    .orderBy(desc(notices.id));
  const all = await db.select({ id: topics.id, title: topics.title }).from(topics);
  const titles = new Map(all.map(({ id, title }) => [id, title]));
  return withOwnTitles(rows).map(({ to, notice, words: said }) => {
    const { id, kind, topicId, post } = notice;
    const words = said && withTitlesOnLinks(said, titles);
    const place = topicId ? `/topics/${topicId}${post ? `/replies/${post}` : ''}` : '';
    const text = (words?.paragraphs ?? []).map(asText).join('\n');
    return { id, to, kind, as: words?.as, subject: words?.subject ?? '', text, href: notice.href ?? place };
  });
}

const asText = (paragraph: Paragraph): string =>
  typeof paragraph === 'string' ? paragraph : Object.values(paragraph).flat().map(inLine).join(' ');

const inLine = (part: string | { link: string; href: string }) =>
  typeof part === 'string' ? part : `${part.link} ${part.href}`;
