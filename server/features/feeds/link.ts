import type { Subject } from './subjects.ts';

interface Page {
  name: string;
  href: string;
  /** Whether visitors see it, too. */
  isPublic?: boolean;
}

/** What a page says of its feed: to programs, and in its text. */
export const feedOf = (of: Subject['kind'], { name, href, isPublic = true }: Page) => ({
  of,
  title: name,
  href: isPublic ? `${href}/feed.atom` : '',
});
