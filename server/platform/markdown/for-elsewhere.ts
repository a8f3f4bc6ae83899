import sanitizeHtml from 'sanitize-html';
import { config } from '../../config.ts';

/**
 * The HTML of a post as it can stand in another program, such as one that reads feeds: addresses are whole, and there is
 * nothing to load. Files and pictures are only shown to whoever sees their post, so they lead there: to `href`.
 */
export function forElsewhere(html: string, href: string): string {
  const post = config.baseUrl + href;
  const leadsTo = (address = '') => {
    if (/^\/attachments\/|^#/.test(address)) return post;
    return address.startsWith('/') ? config.baseUrl + address : address;
  };
  return sanitizeHtml(html, {
    allowedTags: tags,
    allowedAttributes: { a: ['href', 'title', 'rel'], ol: ['start'], th: ['scope'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    transformTags: {
      a: (tagName, attributes) => ({ tagName, attribs: { ...attributes, href: leadsTo(attributes.href) } }),
      img: (_, { alt }) => ({ tagName: 'span', attribs: {}, text: alt ? `Picture: ${alt}` : '' }),
      input: (_, attributes) => ({
        tagName: 'span',
        attribs: {},
        text: 'checked' in attributes ? '☑ ' : '☐ ',
      }),
    },
    exclusiveFilter: ({ attribs }) => attribs.class === 'govuk-visually-hidden',
  });
}

const tags =
  'p h1 h2 h3 h4 h5 h6 blockquote ul ol li hr br em strong s code pre a sup span table thead tbody tr th td'.split(
    ' ',
  );
