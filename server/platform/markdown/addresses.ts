/** An address that a body may point to, and the name of the other server where it is not on this one. */
export interface Address {
  href: string;
  host?: string;
}

const here = 'https://here.invalid';

/** Reads an address as a browser would; undefined when it is none that anybody should follow from a body. */
export function readAddress(written: string): Address | undefined {
  const url = URL.parse(withScheme(written), here);
  if (!url) return undefined;
  if (url.protocol === 'mailto:') return { href: url.href };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (url.origin !== here) return { href: url.href, host: url.hostname };

  if (written.startsWith('#')) return { href: url.hash || '#' };
  const path = url.href.slice(here.length);
  // "notes.html" would be looked for beside whichever page shows the body and never be there; "/..//example.org"
  // has become "//example.org", which is another server.
  return written.startsWith('/') && !path.startsWith('//') ? { href: path } : undefined;
}

/** People write [the manual](www.gov.uk/service-manual) and [write to us](team@camden.gov.uk). */
function withScheme(written: string): string {
  if (/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(written)) return `mailto:${written}`;
  if (/^(www\.|[\w.-]+\.(uk|org|com|london|eu)(?=[/?#:]|$))/i.test(written)) return `https://${written}`;
  return written;
}
