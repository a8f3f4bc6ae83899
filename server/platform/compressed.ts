import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request } from 'express';

export type Encoding = 'br' | 'gzip';

/** Something that is kept as it is sent, with its compressed forms: each is made when it is first asked for. */
export interface Compressible {
  content: Buffer;
  compressed: Map<Encoding, Promise<Buffer>>;
}

/** How hard to try: with the files, which last, somebody waits once; with a page, at each of its changes. */
export type Effort = 'smallest' | 'quick';

export const encodingFor = (req: Request) =>
  (req.acceptsEncodings(['br', 'gzip']) || undefined) as Encoding | undefined;

export function compressed(thing: Compressible, encoding: Encoding, effort: Effort): Promise<Buffer> {
  const kept = thing.compressed.get(encoding) ?? compress[encoding](thing.content, effort);
  thing.compressed.set(encoding, kept);
  return kept;
}

const compress: Record<Encoding, (content: Buffer, effort: Effort) => Promise<Buffer>> = {
  br: (content, effort) => {
    const quality = effort === 'smallest' ? 11 : 5;
    return promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  },
  gzip: (content, effort) => promisify(gzip)(content, { level: effort === 'smallest' ? 9 : 6 }),
};
