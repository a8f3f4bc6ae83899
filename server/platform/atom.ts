import { config } from '../config.ts';
import { escapeHtml } from './views.ts';

export interface FeedEntry {
  href: string;
  title: string;
  summary: string;
  author: string;
  published: Date;
  updated: Date;
  categories: string[];
}

interface Feed {
  title: string;
  /** Where it is; left out where that is a secret, which must not go wherever its text goes. */
  self?: string;
  /** The page that it is the feed of. */
  page: string;
  entries: FeedEntry[];
}

/** An Atom feed (RFC 4287). Signs that XML does not have are left out. */
export function drawFeed({ title, self, page, entries }: Feed): string {
  const at = (path: string) => escaped(config.baseUrl + path);
  const updated = entries.reduce((last, entry) => Math.max(last, entry.updated.getTime()), 0);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<title>${escaped(title)}</title>`,
    `<id>${at(page)}</id>`,
    ...(self ? [`<link rel="self" type="application/atom+xml" href="${at(self)}"/>`] : []),
    `<link rel="alternate" type="text/html" href="${at(page)}"/>`,
    `<updated>${new Date(updated).toISOString()}</updated>`,
    ...entries.map((entry) => drawEntry(entry, at(entry.href))),
    '</feed>',
    '',
  ].join('\n');
}

function drawEntry(entry: FeedEntry, address: string): string {
  return [
    '<entry>',
    `<title>${escaped(entry.title)}</title>`,
    `<id>${address}</id>`,
    `<link rel="alternate" type="text/html" href="${address}"/>`,
    `<published>${entry.published.toISOString()}</published>`,
    `<updated>${entry.updated.toISOString()}</updated>`,
    `<author><name>${escaped(entry.author)}</name></author>`,
    ...entry.categories.map((category) => `<category term="${escaped(category)}"/>`),
    `<summary>${escaped(entry.summary)}</summary>`,
    '</entry>',
  ].join('\n');
}

const noXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const escaped = (text: string): string => escapeHtml(text.toWellFormed().replace(noXml, ''));
