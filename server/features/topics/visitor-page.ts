import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { hasUsualLocals } from '../../platform/any-member.ts';
import { type Compressible, compressed, encodingFor } from '../../platform/compressed.ts';
import { createKept } from '../../platform/kept.ts';
import { isListening } from '../../platform/listening.ts';
import { drawTopicPage, sendTopicPage } from './page.ts';
import type { ThreadPlace } from './thread-pages.ts';

/** The whole page as every visitor gets it. */
interface VisitorPage extends Compressible {
  etag: string;
  size: number;
}

const compressedTakesAbout = 15_000;
const keptForVisitors = createKept<VisitorPage>({ maxSize: 64_000_000, canTrust: isListening });

/** Sends a public topic to a visitor: drawn once, and kept until something in the topic changes. */
export async function sendVisitorPage(
  res: Response,
  topicId: number,
  { page, order }: ThreadPlace,
): Promise<void> {
  if (!hasUsualLocals(res)) return sendTopicPage(res, topicId, { page, order });
  const kept = await keptForVisitors.get(`topic:${topicId}`, `${page} ${order}`, async () => {
    const content = await drawTopicPage(res, topicId, { page, order });
    const etag = `W/"${createHash('sha256').update(content).digest('base64url')}"`;
    return { content, compressed: new Map(), etag, size: content.length + compressedTakesAbout };
  });
  res.set('ETag', kept.etag).type('html').vary('Accept-Encoding');
  const encoding = res.req.fresh ? undefined : encodingFor(res.req);
  if (encoding) res.set('Content-Encoding', encoding);
  res.send(encoding ? await compressed(kept, encoding, 'quick') : kept.content);
}
