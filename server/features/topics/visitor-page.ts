import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { createKept } from '../../platform/kept.ts';
import { isListening } from '../../platform/listening.ts';
import type { ThreadPlace } from './page.ts';
import { drawTopicPage, topicPage } from './page.ts';

/** The whole page as every visitor gets it. */
interface VisitorPage {
  html: Buffer;
  etag: string;
  size: number;
}

export const keptForVisitors = createKept<VisitorPage>({ maxSize: 64_000_000, canTrust: isListening });

/** Sends a public topic to a visitor: drawn once, and kept until something in the topic changes. */
export async function visitorPage(
  req: Request,
  res: Response,
  topicId: number,
  { page, order }: ThreadPlace,
) {
  const kept = await keptForVisitors.get(`topic:${topicId}`, `${page} ${order}`, async () => {
    const html = await drawTopicPage(res, await topicPage(req.viewer, topicId, { page, order }));
    const etag = `W/"${createHash('sha256').update(html).digest('base64url')}"`;
    return { html, etag, size: html.length };
  });
  res.set('ETag', kept.etag).type('html').send(kept.html);
}
