import { config } from '../config.ts';

/** The kinds of mail that are sent; each feature adds its own by declaration merging, and registers them as `mails`. */
// biome-ignore lint/suspicious/noEmptyInterface: others add to it
export interface MailKinds {}

export type MailKind = keyof MailKinds;

/** A link stands on a line of its own. An address that begins with "/" is one of ours. */
export interface Link {
  link: string;
  href: string;
}

/** What a letter is made of, for plain text and for HTML alike. Empty strings are left out. */
export type Paragraph =
  | string
  | Link
  /** What the letter asks to do. */
  | { button: string; href: string }
  | { list: (string | Link)[] }
  /** What somebody wrote. */
  | { quote: string }
  | { heading: string };

/** The same with each link changed, those in lists too. */
export const withLinks = (paragraphs: Paragraph[], change: (link: Link) => Link): Paragraph[] =>
  paragraphs.map((paragraph) => {
    if (isLink(paragraph)) return change(paragraph);
    if (!isList(paragraph)) return paragraph;
    return { list: paragraph.list.map((item) => (isLink(item) ? change(item) : item)) };
  });

export const linksIn = (paragraph: Paragraph): Link[] =>
  (isList(paragraph) ? paragraph.list : [paragraph]).filter(isLink);

const isList = (paragraph: Paragraph) => typeof paragraph === 'object' && 'list' in paragraph;

const isLink = (item: Paragraph): item is Link => typeof item === 'object' && 'link' in item;

/** What a mail says, to whomever. */
export interface Letter<K extends MailKind = MailKind> {
  kind: K;
  subject: string;
  paragraphs: Paragraph[];
  /**
   * What ends mails like this one: one press at the recipient's mail provider, which posts to `href` (RFC 8058), or the
   * page at that address, which asks once more. `says` stands in the footer: "Stop emails about this topic".
   */
  stop?: { href: string; says: string };
  /** What mail programs put together: all mails with this id, such as "topic-7". */
  thread?: string;
}

/** What is said of a kind of mail on the page that lists them all. */
export interface AboutMail<K extends MailKind = MailKind> {
  title: string;
  under: MailGroup;
  /** In a sentence: "You ask for a link to sign in." */
  when: string;
  /** How it can be stopped, in a sentence; where it cannot, it is left out. */
  howToStop?: string;
  /** Made by the function that makes the real ones, of people who are made up. */
  sample(): Letter<K>;
}

export const mailGroups = [
  'Signing in and your account',
  'Joining and being a guest',
  'Roles and access',
  'What you look after',
  'Topics and replies',
] as const;

export type MailGroup = (typeof mailGroups)[number];

/** An address in a mail, which is read elsewhere. */
export const addressOf = (href: string): string => (href.startsWith('/') ? `${config.baseUrl}${href}` : href);
