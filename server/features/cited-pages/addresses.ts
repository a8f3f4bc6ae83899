import { config } from '../../config.ts';

/** Longer than this, an address fits in no index. */
const lettersAtMost = 2000;
const link = /<a\b[^<>]*? href="(https?:[^"]*)"/g;
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The addresses on other servers that a topic's text, as it was rendered, links to; each once. */
export function addressesIn(html: Record<string, string>): string[] {
  const found = Object.values(html).flatMap((body) => [...body.matchAll(link)]);
  const addresses = found.flatMap(([, href = '']) => {
    const url = URL.parse(href.replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity));
    if (!url || isOurs(url)) return [];
    url.hash = '';
    return url.href.length <= lettersAtMost ? url.href : [];
  });
  return [...new Set(addresses)];
}

/** As it stands in addresses of this service. */
export const ourHost = new URL(config.baseUrl).host;

/** True for an address of this service, which it does not ask itself for. */
export const isOurs = ({ host }: URL): boolean => host === ourHost;
