import { clock } from '../../platform/clock.ts';
import { askOnce } from './ask-once.ts';
import type { Ask } from './visit-page.ts';
import type { WayOut } from './way-out.ts';

const apart = 2_000;

/** Asks one thing after another, and the same host only after a pause. */
export function askPolitely(way: WayOut): Ask {
  const askedAt = new Map<string, number>();
  return async (url, method) => {
    const wait = (askedAt.get(url.hostname) ?? 0) + apart - clock.now().getTime();
    if (wait > 0) await way.pause(wait);
    try {
      return await askOnce(url, method, way);
    } finally {
      askedAt.set(url.hostname, clock.now().getTime());
    }
  };
}
