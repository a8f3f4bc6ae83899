import { config } from '../config.ts';
import { escapeHtml } from './views.ts';

export interface FeedEntry {
  href: string;
  title: string;
  /** What it says: as text, or as HTML that can stand anywhere. */
  summary?: string;
  html?: string;
  author: string;
  published: Date;
  updated: Date;
  categories: string[];
  /** Changes whenever anything of the entry does. */
  mark: string;
}

export interface Feed {
  title: string;
  subtitle?: string;
  /** Set where it is the feed of a page that is itself an entry. */
  id?: string;
  /** Where it is; left out where that is a secret, which must not go wherever its text goes. */
  self?: string;
  /** The page that it is the feed of. */
  page: string;
  /** Where it goes on; where its own address is a secret, only what to ask there: "?page=2". */
  next?: string;
  entries: FeedEntry[];
}

/** An Atom feed (RFC 4287), one page of it (RFC 5005). Signs that XML does not have are left out. */
export function drawFeed({ title, subtitle, self, page, id = page, next, entries }: Feed): string {
  const updated = entries.reduce((last, entry) => Math.max(last, entry.updated.getTime()), 0);
  const link = (rel: string, href: string, type = atomType) =>
    `<link rel="${rel}" type="${type}" href="${addressOf(href)}"/>`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<title>${escaped(title)}</title>`,
    ...(subtitle ? [`<subtitle>${escaped(subtitle)}</subtitle>`] : []),
    `<id>${addressOf(id)}</id>`,
    ...(self ? [link('self', self)] : []),
    link('alternate', page, 'text/html'),
    ...(next ? [link('next', next)] : []),
    `<updated>${new Date(updated).toISOString()}</updated>`,
    ...entries.map(drawEntry),
    '</feed>',
    '',
  ].join('\n');
}

function drawEntry(entry: FeedEntry): string {
  const address = addressOf(entry.href);
  return [
    '<entry>',
    `<title>${escaped(entry.title)}</title>`,
    `<id>${address}</id>`,
    `<link rel="alternate" type="text/html" href="${address}"/>`,
    `<published>${entry.published.toISOString()}</published>`,
    `<updated>${entry.updated.toISOString()}</updated>`,
    `<author><name>${escaped(entry.author)}</name></author>`,
    ...entry.categories.map((category) => `<category term="${escaped(category)}"/>`),
    ...(entry.summary !== undefined ? [`<summary>${escaped(entry.summary)}</summary>`] : []),
    ...(entry.html !== undefined ? [`<content type="html">${escaped(entry.html)}</content>`] : []),
    '</entry>',
  ].join('\n');
}

/** What a feed of these entries is told from any other state of it by. */
export const marksOf = (entries: Pick<FeedEntry, 'mark'>[]) => entries.map(({ mark }) => mark);

export const atomType = 'application/atom+xml';

const addressOf = (path: string) => escaped(path.startsWith('/') ? config.baseUrl + path : path);
const noXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const escaped = (text: string): string => escapeHtml(text.toWellFormed().replace(noXml, ''));
