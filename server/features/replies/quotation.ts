import { closeCode } from '../../platform/markdown/close-code.ts';
import { type Viewer, withCouncil } from '../../platform/viewer.ts';
import { kinds } from '../topics/kinds.ts';
import { findTopicFor, type Topic } from '../topics/queries.ts';
import { markdownOf } from '../topics/rendering.ts';
import { addressOf } from './addresses.ts';
import { findReplyByNumber } from './queries.ts';

export interface Quotation {
  /** The whole post as a quotation, in Markdown as it was written. */
  text: string;
  /** What stands beneath any part of it: where it is from. */
  source: string;
}

/**
 * A post of a topic, "topic" or the number of a reply, as whoever may see it can quote it. Nothing where there is none, or
 * none any more. It names no person: what somebody else wrote could not let the name go when it has to.
 */
export async function findQuotationFor(
  viewer: Viewer,
  topicId: number,
  post: string,
): Promise<Quotation | undefined> {
  const topic = await findTopicFor(viewer, topicId);
  if (post === 'topic') {
    const name = `The ${kinds[topic.kind].label.toLowerCase()}`;
    return quotationOf(markdownOf(topic), sourceOf(name, topic.author, `/topics/${topicId}`));
  }
  const number = /^[1-9]\d{0,8}$/.test(post) ? Number(post) : 0;
  if (number < 1 || number > topic.lastNumber) return undefined;
  const { reply } = await findReplyByNumber(viewer, topicId, number);
  if (reply.removedAt) return undefined;
  return quotationOf(reply.body, sourceOf(`Reply ${number}`, reply.author, addressOf(topicId, number)));
}

const quotationOf = (text: string, source: string): Quotation => ({
  text: `${quoted(closeCode(text))}\n>\n> — ${source}`,
  source,
});

const sourceOf = (name: string, { council }: Topic['author'], address: string) =>
  `[${withCouncil({ name, council })}](${address})`;

/** Every line of it, so that what it quotes itself is quoted once more. */
const quoted = (text: string) =>
  text
    .trim()
    .replace(/^(?=.)/gm, '> ')
    .replace(/^$/gm, '>');

/** What somebody has written so far, with a quotation after it, unless it has that already. */
export function withQuotation(body = '', { text }: Quotation): string {
  if (body.includes(text)) return body;
  return body.trim() ? `${body.trimEnd()}\n\n${text}\n\n` : `${text}\n\n`;
}
