import { plainText, renderMarkdown } from '../../platform/markdown.ts';
import { contentOf } from '../topics/forms.ts';
import type { Kind } from '../topics/kinds.ts';
import type { ThreadLine } from './thread-line.ts';

/** What has been written up, and is not a conversation. */
const writtenUp = new Set(['assessment', 'design-history', 'guidance', 'open-standards', 'teacamp']);
const summaryAtMost = 1000;
const paragraphEnd = /\n[^\S\n]*\n\s*/;

/** The kind a line names; otherwise guidance for what has been written up, and a question for all else. */
export const kindOf = ({ kind, collection }: ThreadLine): Kind =>
  kind ?? (writtenUp.has(collection ?? '') ? 'guidance' : 'question');

/** A text as the fields of its kind of topic: the first that takes a text of any length. */
export function fieldsOf(kind: Kind, body: string): Record<string, string> {
  if (kind === 'question') return contentOf(kind, { trying: body });
  if (kind === 'pattern') return contentOf(kind, { problem: body });
  return contentOf(kind, summarise(body));
}

/**
 * The first paragraph is the summary where it can stand alone. Otherwise the summary repeats, in plain text, how the
 * first paragraph that is none of the text's headings, lists or tables begins.
 */
function summarise(text: string): { summary: string; body: string } {
  const [first = '', ...more] = text.trim().split(paragraphEnd);
  if (isPlainParagraph(first) && first.length <= summaryAtMost) {
    return {
      summary: first,
      body: text
        .trim()
        .slice(first.length)
        .replace(/^\s*\n/, ''),
    };
  }
  const plain = [first, ...more].find(isPlainParagraph) ?? text;
  return { summary: plainText(renderMarkdown(plain, { idPrefix: '' }), 300), body: text };
}

/** Not a heading, list, quotation, table, code or picture, and with no link or note that is defined further down. */
const isPlainParagraph = (paragraph: string) =>
  !/^(\s{4}|\t|\s*([#>|`~!<[]|[-*+]\s|\d+[.)]\s))/.test(paragraph) &&
  !/\]\[|\[\^|\n\s*[-=|:+*]/.test(paragraph);
