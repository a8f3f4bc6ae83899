export const notRead = /<sup class="footnote-ref">.*?<\/sup>|<ol class="footnotes".*$/gs;
const withinWords = /<\/?(?:a|em|strong|s|code|span|label|sup)(?: [^<>]*)?>/g;
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
const graphemes = new Intl.Segmenter('en');

/** The words of a rendered body on one line, for excerpts: at most maxLength characters, cut between words. */
export function plainText(html: string, maxLength: number): string {
  const text = html
    .replace(notRead, '')
    .replace(withinWords, '')
    .replace(/<[^<>]*>/g, ' ');
  return shorten(withoutDirections(readEntities(text)).replace(/\s+/g, ' ').trim(), maxLength);
}

export const readEntities = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity);

/** Marks that turn the direction of text would turn the rest of the line that an excerpt stands in. */
export const withoutDirections = (text: string): string =>
  text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');

/** At most so many characters of a text on one line, cut between words. */
export const shorten = (text: string, maxLength: number): string =>
  text.length <= maxLength ? text : `${cut(text, maxLength - 1)}…`;

function cut(text: string, maxLength: number): string {
  const lastSpace = Math.max(text.lastIndexOf(' ', maxLength), text.lastIndexOf('\n', maxLength));
  if (lastSpace > maxLength / 2) return text.slice(0, lastSpace).replace(/[\s,;:–-]+$/, '');

  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, maxLength + 50))) {
    if (index + segment.length > maxLength) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
