import { nameOf, type Subject } from './names.ts';

interface Page {
  name: string;
  href: string;
  /** Whether visitors see it, too. */
  isPublic?: boolean;
}

/** What a page says of its feed: to programs, and in its text. */
export const feedOf = (subject: Subject, { name, href, isPublic = true }: Page) => ({
  of: nameOf(subject),
  ofReplies: subject.kind === 'topic',
  title: name,
  href: isPublic ? `${href}/feed.atom` : '',
});
