import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { Unwanted } from './identify.ts';

/** Large enough for every camera of a phone, and too small for a picture that is there to fill the memory. */
const mostPixels = 50_000_000;
const widest = 2560;
/** A page shows it at half of this, so that it is sharp on a screen with twice the dots. */
const thumbnailWithin = 1280;
const secondsAtMost = 30;

// Pictures come one at a time: nothing is gained by keeping what was decoded.
sharp.cache(false);
sharp.concurrency(1);
// Only what can be attached: the library reads many more formats, and each is a program that a file could deceive.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].flatMap((format) => [
    `VipsForeignLoad${format}File`,
    `VipsForeignLoad${format}Buffer`,
  ]),
});

/** What each type is kept as. Of pictures that move the first is kept: what moves distracts and cannot be stopped. */
const keptAs: Record<string, 'jpeg' | 'png' | 'webp'> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'png',
  'image/avif': 'webp',
};

let last: Promise<unknown> = Promise.resolve();

/**
 * Draws a picture anew, the right way up, no wider than a page needs, and a small one of it: nothing comes along of where
 * and with what it was taken, or of what else was in its file. One at a time, since each takes memory.
 */
export function redraw(file: string, type: string) {
  const drawn = last.then(() => drawAnew(file, type));
  last = drawn.catch(() => {});
  return drawn;
}

async function drawAnew(file: string, type: string) {
  const format = keptAs[type] ?? 'png';
  const [picture, thumbnail] = [`${file}.picture`, `${file}.thumbnail`];
  const read = () =>
    sharp(file, { limitInputPixels: mostPixels, failOn: 'error' })
      .autoOrient()
      .timeout({ seconds: secondsAtMost });
  try {
    const { width, height } = await read()
      .resize({ width: widest, height: 4 * widest, fit: 'inside', withoutEnlargement: true })
      .toFormat(format)
      .toFile(picture);
    await read()
      .resize({ width: thumbnailWithin, height: thumbnailWithin, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toFile(thumbnail);
    const size = (await stat(picture)).size + (await stat(thumbnail)).size;
    return { type: `image/${format}`, picture, thumbnail, width, height, size };
  } catch (error) {
    throw new Unwanted(/pixel limit/i.test(String(error)) ? tooManyPixels : broken);
  }
}

const tooManyPixels =
  'the picture is too large to show. Make it smaller than 50 million pixels and attach that';
const broken = 'the picture is damaged. Open it on your computer, save it again and attach that';
