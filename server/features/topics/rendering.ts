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

/** Each Markdown field of a topic as it was typed. */
export const textsOf = (kind: Kind, content: Record<string, string>): string[] =>
  kinds[kind].sections.map(({ field }) => content[field] ?? '');

/** The beginning of a topic's first field, as plain text for lists. */
export function excerptOf(kind: Kind, html: Record<string, string>): string {
  const first = kinds[kind].sections.find(({ field }) => html[field]);
  return first ? plainText(html[first.field] ?? '', 200) : '';
}
