import { plainText, renderMarkdown } from '../../platform/markdown.ts';
import { type Kind, kinds } from './kinds.ts';

/** Renders each Markdown field of a topic; ids in them begin with the topic's, so that no two bodies clash. */
export function renderContent(kind: Kind, content: Record<string, string>, topicId: number | string) {
  const html: Record<string, string> = {};
  for (const { field } of kinds[kind].sections) {
    const source = content[field] ?? '';
    if (source.trim())
      html[field] = renderMarkdown(source, { idPrefix: `topic-${topicId}-${field}-`, headingsFrom: 3 });
  }
  return html;
}

/** What a topic says, as one text under the headings that its page has. */
export function markdownOf({ kind, content }: { kind: Kind; content: Record<string, string> }): string {
  const sections = kinds[kind].sections.filter(({ field }) => content[field]?.trim());
  return sections
    .map(
      ({ field, heading }) => `${sections.length > 1 ? `**${heading}**\n\n` : ''}${content[field]?.trim()}`,
    )
    .join('\n\n');
}

/** Each Markdown field of a topic as it was typed. */
export const textsOf = (kind: Kind, content: Record<string, string>): string[] =>
  kinds[kind].sections.map(({ field }) => content[field] ?? '');

/** The beginning of a topic's first field, as plain text for lists. */
export function excerptOf(kind: Kind, html: Record<string, string>): string {
  const first = kinds[kind].sections.find(({ field }) => html[field]);
  return first ? plainText(html[first.field] ?? '', 200) : '';
}

/** The parts of a topic that say something, in the order of its kind, rendered. */
export const sectionsOf = (kind: Kind, html: Record<string, string>) =>
  kinds[kind].sections.flatMap(({ field, heading }) => {
    const part = html[field];
    return part ? [{ field, heading, html: part }] : [];
  });
