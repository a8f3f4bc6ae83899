import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { hasUsualLocals } from './any-member.ts';
import { type Compressible, compressed, encodingFor } from './compressed.ts';
import { createKept } from './kept.ts';
import { isListening } from './listening.ts';

/** A whole page as every visitor gets it. */
interface VisitorPage extends Compressible {
  etag: string;
  size: number;
}

const compressedTakesAbout = 15_000;
const kept = createKept<VisitorPage>({ maxSize: 64_000_000, canTrust: isListening });

interface KeptAs {
  /** What it is about, by the name that an event has for it: see `outdates` in feature.ts. */
  about: string;
  /** Which of the pages about it. */
  key: string;
}

/**
 * Sends visitors a page that is the same for all of them: drawn once, and kept until something it is about changes.
 * A page that catches up says so (no-cache) and gets what is true now: what it heard of, this node may not have yet.
 */
export async function sendToVisitor(
  res: Response,
  { about, key }: KeptAs,
  draw: () => Promise<Buffer>,
): Promise<void> {
  const { req } = res;
  res.type('html');
  if (!hasUsualLocals(res) || req.headers['cache-control'] === 'no-cache') {
    res.send(await draw());
    return;
  }
  const page = await kept.get(about, key, async () => {
    const content = await draw();
    const etag = `W/"${createHash('sha256').update(content).digest('base64url')}"`;
    return { content, compressed: new Map(), etag, size: content.length + compressedTakesAbout };
  });
  res.set('ETag', page.etag).vary('Accept-Encoding');
  const encoding = req.fresh ? undefined : encodingFor(req);
  if (encoding) res.set('Content-Encoding', encoding);
  res.send(encoding ? await compressed(page, encoding, 'quick') : page.content);
}

/** Renders a list of topics; for visitors it is kept until any topic changes. */
export async function renderList(
  res: Response,
  view: string,
  data: () => Promise<object>,
  key = res.req.path,
): Promise<void> {
  if (res.req.viewer.kind !== 'visitor') return res.render(view, await data());
  await sendToVisitor(res, { about: 'lists', key }, async () =>
    Buffer.from(await rendered(res, view, await data())),
  );
}

const rendered = (res: Response, view: string, data: object) =>
  new Promise<string>((resolve, reject) => {
    res.render(view, data, (error, html) => (error ? reject(error) : resolve(html)));
  });
