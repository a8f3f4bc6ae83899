import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { readAttached } from '../attached.ts';
import { type Address, readAddress } from './addresses.ts';
import type { Body } from './body.ts';
import { headingKey } from './headings.ts';
import { isVisible } from './visible.ts';

/**
 * Decides about every address in a body: links to other sites tell them nothing about the reader, what is no safe
 * address becomes its words, and a picture on another server becomes a link to it, because loading it would tell
 * that server who reads what.
 */
export function secureLinksAndPictures(markdown: MarkdownIt) {
  // Nothing is refused by the parser, which would show the whole address as text, however long. It is refused here.
  markdown.validateLink = () => true;
  findAddressesIn(markdown);

  markdown.core.ruler.after('linkify', 'links_and_pictures', (state) => {
    for (const token of state.tokens) {
      if (token.children) token.children = secure(token.children, state);
    }
  });
}

function findAddressesIn(markdown: MarkdownIt) {
  const { linkify } = markdown;
  linkify.add('ftp:', null).add('//', null);
  linkify.add('www.', {
    validate(text, at, { re }) {
      const domainAndPath = re.get_relative_proto_validator();
      domainAndPath.lastIndex = at;
      return domainAndPath.exec(text)?.[0].length ?? 0;
    },
  });
  // Few endings: "readme.md" and "main.rs" are file names, not places in Moldova and Serbia.
  linkify.set({ fuzzyLink: true, tlds: ['uk', 'org', 'com', 'london', 'eu'] });
  linkify.normalize = (match) => {
    if (match.schema === '' || match.schema === 'www.') match.url = `https://${match.url}`;
    if (match.schema === 'mailto:' && !/^mailto:/i.test(match.url)) match.url = `mailto:${match.url}`;
  };
}

function secure(children: Token[], state: StateCore): Token[] {
  const secured: Token[] = [];
  const isLinked: boolean[] = [];
  let linkedFrom = 0;

  for (const token of children) {
    const isInLink = isLinked.includes(true);
    if (token.type === 'link_open') {
      // A link cannot hold another: browsers would end the outer one there.
      const address = isInLink ? undefined : addressOf(token, 'href', state);
      isLinked.push(Boolean(address));
      if (!address) continue;
      secured.push(pointTo(token, address));
      linkedFrom = secured.length;
    } else if (token.type === 'link_close') {
      if (!isLinked.pop()) continue;
      if (!isVisible(secured.slice(linkedFrom)))
        secured.push(words(state, String(secured[linkedFrom - 1]?.attrGet('href'))));
      secured.push(token);
    } else if (token.type === 'image') {
      for (const part of picture(token, isInLink, state)) secured.push(part);
    } else if (token.type === 'footnote_ref' && isInLink) {
      secured.push(words(state, `[${Number((token.meta as { id: number }).id) + 1}]`));
    } else {
      secured.push(token);
    }
  }
  return secured;
}

function addressOf(token: Token, name: 'href' | 'src', state: StateCore): Address | undefined {
  const written = String(token.attrGet(name));
  return mayLinkOn(token, state) ? readAddress(ownHeading(written, state)) : undefined;
}

/** One long address, named once and used ten thousand times, would make a page of a hundred megabytes. */
function mayLinkOn(token: Token, state: StateCore): boolean {
  const body = state.env as unknown as Body;
  for (const [, value] of token.attrs ?? []) body.lettersInAddresses += String(value).length;
  return body.lettersInAddresses < 300_000;
}

/** A link to "#costs" means the body's own heading "Costs", whose id has the body's prefix. */
function ownHeading(href: string, state: StateCore): string {
  if (!href.startsWith('#')) return href;
  const { headingIds } = state.env as unknown as Body;
  const id = headingIds.get(headingKey(state.md.utils.lib.mdurl.decode(href)));
  return id ? `#${id}` : href;
}

function pointTo(link: Token, { href, host }: Address): Token {
  link.attrSet('href', href);
  if (host) {
    link.attrSet('rel', 'nofollow noopener noreferrer');
    link.attrSet('referrerpolicy', 'no-referrer');
  }
  return link;
}

function picture(image: Token, isInLink: boolean, state: StateCore): Token[] {
  const described = wordsIn(image.children ?? []).trim();
  const description = described || String(image.attrGet('title') ?? '').trim();
  const address = addressOf(image, 'src', state);

  const attached = address && readAttached(address.href);
  if (attached) return attachedPicture(attached, description, isInLink, state);
  if (address?.href.startsWith('/')) {
    image.attrs = [
      ['src', address.href],
      ['alt', ''],
      ['loading', 'lazy'],
    ];
    // The alternative text is what these come to.
    image.children = [words(state, description || 'Picture without a description')];
    return [image];
  }
  const text = description ? `Picture: ${description}` : 'Picture';
  if (isInLink || !address?.host) return [words(state, text)];

  const open = pointTo(new state.Token('link_open', 'a', 1), address);
  return [open, words(state, `${text} (${address.host})`), new state.Token('link_close', 'a', -1)];
}

/** What is written there. The renderer's own way leaves out what was escaped: `\[` and `&amp;`. */
function wordsIn(tokens: Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (type === 'softbreak' || type === 'hardbreak') return '\n';
      return type === 'image' ? wordsIn(children ?? []) : content;
    })
    .join('');
}

/** At most this wide on a page: what is kept of it for pages has twice as many dots. */
const shownWithin = 640;

/**
 * A small one that leads to the whole. Its size is known before it has loaded, so that nothing on the page moves then. A
 * picture that is called decorative is not spoken of, and leads nowhere: nobody could hear where to.
 */
function attachedPicture(
  { id, width, height }: NonNullable<ReturnType<typeof readAttached>>,
  description: string,
  isInLink: boolean,
  state: StateCore,
): Token[] {
  const image = new state.Token('image', 'img', 0);
  const isDecorative = /^decorative$/i.test(description);
  const scale = width && height ? Math.min(1, shownWithin / Math.max(width, height)) : 0;
  image.attrs = [
    ['src', `/attachments/${id}/thumbnail`],
    ['alt', ''],
    ...(width && height
      ? [
          ['width', String(Math.max(1, Math.round(width * scale)))] as [string, string],
          ['height', String(Math.max(1, Math.round(height * scale)))] as [string, string],
        ]
      : []),
    ['loading', 'lazy'],
  ];
  image.children = isDecorative ? [] : [words(state, description || 'Picture without a description')];
  if (isInLink || isDecorative) return [image];
  const open = new state.Token('link_open', 'a', 1);
  open.attrs = [['href', `/attachments/${id}`]];
  return [open, image, new state.Token('link_close', 'a', -1)];
}

function words(state: StateCore, content: string): Token {
  const token = new state.Token('text', '', 0);
  token.content = content;
  return token;
}
