import { and, inArray } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { type Link, linksIn, type Paragraph, withLinks } from '../../platform/letters.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import type { NoticeWords } from './tables.ts';

/**
 * Stands in what a notice says for the title of its topic, and on a link for that of the topic to which it leads: whoever reads it
 * has that as it then is, since what was edited away must not be read there. Typed by somebody, it names no other topic.
 */
export const titleSlot = '\ufffc';
export const itsTitle = `“${titleSlot}”`;

/** A line with the title of a topic, which leads to it or to one of its pages. */
export const linkToTopic = (id: number, page = ''): Link => ({
  link: titleSlot,
  href: `/topics/${id}${page && `/${page}`}`,
});

interface Worded {
  words: NoticeWords | null;
  topic: { title: string } | null;
}

/** These notices with the titles in what they say of their own topics; links to others still have none. */
export const withOwnTitles = <T extends Worded>(notices: T[]): T[] =>
  notices.map((notice) => {
    if (!notice.words) return notice;
    const title = notice.topic?.title ?? 'a topic';
    const fill = (text: string) => text.replaceAll(titleSlot, () => title);
    const { subject, paragraphs, ...as } = notice.words;
    const inText = (paragraph: Paragraph) => (typeof paragraph === 'string' ? fill(paragraph) : paragraph);
    return { ...notice, words: { ...as, subject: fill(subject), paragraphs: paragraphs.map(inText) } };
  });

/** These notices with all titles, as this reader may see them now. */
export async function withTitles<T extends Worded>(reader: SignedIn, notices: T[]): Promise<T[]> {
  const named = withOwnTitles(notices);
  const ids = named.flatMap(({ words }) =>
    (words?.paragraphs ?? []).flatMap(linksIn).flatMap((link) => topicIn(link) ?? []),
  );
  if (ids.length === 0) return named;
  const seen = await db
    .select({ id: topics.id, title: topics.title })
    .from(topics)
    .where(and(inArray(topics.id, ids), visibleTo(reader)));
  const titles = new Map(seen.map(({ id, title }) => [id, title]));
  return named.map((notice) =>
    notice.words ? { ...notice, words: withTitlesOnLinks(notice.words, titles) } : notice,
  );
}

/** What a notice says with these titles on the links that lead to their topics. */
export const withTitlesOnLinks = <T extends NoticeWords>(words: T, titles: Map<number, string>): T => ({
  ...words,
  paragraphs: withLinks(words.paragraphs, (link) => {
    const id = topicIn(link);
    return id ? { ...link, link: titles.get(id) ?? 'A topic that you cannot see any more' } : link;
  }),
});

function topicIn({ link, href }: Link): number | undefined {
  const [, id] = (link === titleSlot && /^\/topics\/(\d{1,9})(?:\/|$)/.exec(href)) || [];
  return id ? Number(id) : undefined;
}
