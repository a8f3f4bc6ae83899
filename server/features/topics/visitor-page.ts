import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { hasUsualLocals } from '../../platform/any-member.ts';
import { createKept } from '../../platform/kept.ts';
import { isListening } from '../../platform/listening.ts';
import { drawTopicPage, sendTopicPage } from './page.ts';
import type { ThreadPlace } from './thread-pages.ts';

/** The whole page as every visitor gets it. */
interface VisitorPage {
  html: Buffer;
  etag: string;
  size: number;
}

const keptForVisitors = createKept<VisitorPage>({ maxSize: 64_000_000, canTrust: isListening });

/** Sends a public topic to a visitor: drawn once, and kept until something in the topic changes. */
export async function sendVisitorPage(
  res: Response,
  topicId: number,
  { page, order }: ThreadPlace,
): Promise<void> {
  if (!hasUsualLocals(res)) return sendTopicPage(res, topicId, { page, order });
  const kept = await keptForVisitors.get(`topic:${topicId}`, `${page} ${order}`, async () => {
    const html = await drawTopicPage(res, topicId, { page, order });
    const etag = `W/"${createHash('sha256').update(html).digest('base64url')}"`;
    return { html, etag, size: html.length };
  });
  res.set('ETag', kept.etag).type('html').send(kept.html);
}
