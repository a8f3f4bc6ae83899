import { readFileSync } from 'node:fs';
import { RelaxNGValidator, XmlDocument, type XmlElement } from 'libxml2-wasm';

export interface ReadEntry {
  id: string;
  title: string;
  href: string;
  author: string;
  published: string;
  updated: string;
  categories: string[];
  summary: string;
  /** As a reader puts it on its page. */
  html: string;
}

export interface ReadFeed {
  id: string;
  title: string;
  subtitle: string;
  updated: string;
  /** Addresses by what they are to the feed. */
  links: Record<string, string>;
  entries: ReadEntry[];
}

/**
 * Reads an Atom feed as a strict reader does: it fails where RFC 4287 is not kept, by its grammar and by what that cannot
 * say. A private feed does not name its own address.
 */
export function readFeed(text: string, { isPrivate = false } = {}): ReadFeed {
  const document = XmlDocument.fromString(text);
  const validator = RelaxNGValidator.fromDoc(XmlDocument.fromString(grammar));
  try {
    validator.validate(document);
    const feed = readElements(document.root);
    const faults = faultsIn(feed, isPrivate);
    if (faults.length > 0) throw new Error(`No feed by RFC 4287: ${faults.join('; ')}`);
    return feed;
  } finally {
    validator.dispose();
    document.dispose();
  }
}

/** As answers of supertest have it, which takes a type that it does not know for no text. */
export const feedIn = (
  { body, text }: { body: unknown; text?: string },
  options?: { isPrivate?: boolean },
): ReadFeed => readFeed(text ?? (body as Buffer).toString(), options);

const grammar = readFileSync('test/support/atom.rng', 'utf8');
const names = { a: 'http://www.w3.org/2005/Atom' };

function readElements(root: XmlElement): ReadFeed {
  const textOf = (of: XmlElement, path: string) => of.get(path, names)?.content ?? '';
  const linksOf = (of: XmlElement) =>
    of.find('a:link', names).map((link) => {
      const attributes = Object.fromEntries(
        (link as XmlElement).attrs.map(({ name, value }) => [name, value]),
      );
      return [attributes.rel ?? 'alternate', attributes.href ?? ''] as const;
    });
  const links = linksOf(root);
  if (new Set(links.map(([rel]) => rel)).size < links.length)
    throw new Error('Two links are the same to the feed');
  return {
    id: textOf(root, 'a:id'),
    title: textOf(root, 'a:title'),
    subtitle: textOf(root, 'a:subtitle'),
    updated: textOf(root, 'a:updated'),
    links: Object.fromEntries(links),
    entries: root.find('a:entry', names).map((node) => {
      const entry = node as XmlElement;
      return {
        id: textOf(entry, 'a:id'),
        title: textOf(entry, 'a:title'),
        href: Object.fromEntries(linksOf(entry)).alternate ?? '',
        author: textOf(entry, 'a:author/a:name') || textOf(root, 'a:author/a:name'),
        published: textOf(entry, 'a:published'),
        updated: textOf(entry, 'a:updated'),
        categories: entry.find('a:category/@term', names).map(({ content }) => content),
        summary: textOf(entry, 'a:summary'),
        html: textOf(entry, 'a:content[@type="html"]'),
      };
    }),
  };
}

function faultsIn({ id, updated, links, entries }: ReadFeed, isPrivate: boolean): string[] {
  const { next, previous, ...others } = links;
  const addresses = [id, ...Object.values(others), ...entries.flatMap((entry) => [entry.id, entry.href])];
  const pages = [next, previous].filter((address) => address !== undefined);
  const ids = [id, ...entries.map((entry) => entry.id)];
  const moments = [updated, ...entries.flatMap((entry) => [entry.updated, entry.published])];
  const checks: [string, boolean][] = [
    ['an address is not absolute', ![...addresses, ...(isPrivate ? [] : pages)].every(isAbsolute)],
    ['an id is there twice', new Set(ids).size < ids.length],
    ['a moment is none of RFC 3339', !moments.every(isMoment)],
    ['it was updated before an entry was', entries.some((entry) => later(entry.updated, updated))],
    [
      'an entry was updated before it was published',
      entries.some((one) => later(one.published, one.updated)),
    ],
    ['an entry has no author', entries.some(({ author }) => !author.trim())],
    ['an entry has no title', entries.some(({ title }) => !title.trim())],
    ['it names its own address', isPrivate && 'self' in links],
    ['it does not say where it is', !isPrivate && !links.self],
  ];
  return [
    ...checks.filter(([, isSo]) => isSo).map(([words]) => words),
    ...entries.flatMap(({ html }) => [
      ...leadingNowhere(html).map((address) => `an address in its text leads nowhere elsewhere: ${address}`),
      ...harmful(html).map((tag) => `a reader must not take this: ${tag}`),
    ]),
  ];
}

const isAbsolute = (address: string) => URL.canParse(address) && /^https?:\/\/[^/]/.test(address);
const isMoment = (text: string) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
const later = (one: string, other: string) => Date.parse(one) > Date.parse(other);

const tagsIn = (html: string) => html.match(/<[a-z](?:"[^"]*"|[^">])*>/gi) ?? [];
const leadingNowhere = (html: string) =>
  tagsIn(html)
    .flatMap((tag) => [...tag.matchAll(/\s(?:href|src)="([^"]*)"/g)])
    .map(([, address = '']) => address)
    .filter((address) => !/^(https?:\/\/[^/]|mailto:)/.test(address));
const harmful = (html: string) =>
  tagsIn(html).filter((tag) =>
    /^<(script|style|iframe|form|input|img|object|svg)\b|\s(on\w+|style|id|class)=/i.test(
      tag.replace(/"[^"]*"/g, '""'),
    ),
  );
