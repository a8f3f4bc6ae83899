import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { notFound } from '../../platform/errors.ts';
import { files } from '../../platform/files.ts';
import { log } from '../../platform/log.ts';
import type { Attachment } from './queries.ts';
import { thumbnailOf, thumbnailType } from './thumbnail.ts';

/**
 * Answers with the bytes of a file. A picture is shown, as the type that it was drawn as; anything else is saved by the
 * browser, and never opened on this site. Browsers keep it, and ask each time whether it is still theirs to see.
 */
export async function serveFile(req: Request, res: Response, file: Attachment, { small = false } = {}) {
  const isPicture = file.type.startsWith('image/');
  const key = small ? thumbnailOf(file.id) : file.id;
  res.set({
    'Content-Type': small ? thumbnailType : file.type,
    'Content-Disposition': isPicture
      ? dispositionOf('inline', file.name)
      : dispositionOf('attachment', file.name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-cache',
    ETag: `"${key}"`,
  });
  if (req.fresh) return res.status(304).end();
  if (req.method === 'HEAD') return res.end();
  const content = await files.get(key);
  if (!content) {
    log.error({ attachment: file.id }, 'The bytes of a file are not there');
    for (const name of res.getHeaderNames()) if (/^(content-|etag)/.test(name)) res.removeHeader(name);
    throw notFound();
  }
  if (!small && !isPicture) res.set('Content-Length', String(file.size));
  // Whoever leaves in the middle is no fault; a store that fails is, and cannot be said in words any more.
  await pipeline(content, res).catch((error) => {
    if (!res.destroyed || error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
      log.warn({ error, attachment: file.id }, 'A file was not sent whole');
  });
}

/** RFC 6266: a name in plain letters for old programs, and the whole name. */
function dispositionOf(how: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%;]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
