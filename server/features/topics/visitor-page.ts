import type { Request, Response } from 'express';
import { createKept } from '../../platform/kept.ts';
import { isListening } from '../../platform/listening.ts';
import type { ThreadPlace } from './page.ts';
import { topicPage } from './page.ts';

/** The whole page as every visitor gets it. */
interface VisitorPage {
  html: string;
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
    const shown = await topicPage(req.viewer, topicId, { page, order });
    const html = await new Promise<string>((resolve, reject) => {
      res.render('topics/show', shown, (error, text) => (error ? reject(error) : resolve(text)));
    });
    const etag = `W/"${req.app.locals.version}-${topicId}-${shown.seq}-${page}-${order}"`;
    return { html, etag, size: html.length };
  });
  res.set('ETag', kept.etag).type('html').send(kept.html);
}
