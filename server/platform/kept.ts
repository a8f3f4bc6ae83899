import { LRUCache } from 'lru-cache';

/** Something rendered that can be kept: its size in characters says how much room it takes. */
interface Keepable {
  size: number;
}

interface Kept {
  forget(about: string): void;
  forgetAll(): void;
}

const everything: Kept[] = [];

/** Drops whatever is kept about this, wherever it is kept. */
export function forget(about: string): void {
  for (const kept of everything) kept.forget(about);
}

export function forgetAll(): void {
  for (const kept of everything) kept.forgetAll();
}

/**
 * Keeps what was rendered until something it is about changes. `about` is what an event can name ("topic:7").
 * Nothing is kept while `canTrust()` is false, that is while this node cannot hear of changes.
 */
export function createKept<T extends Keepable>({
  maxSize,
  canTrust,
}: {
  maxSize: number;
  canTrust: () => boolean;
}) {
  const keysAbout = new Map<string, Set<string>>();
  const making = new Map<string, Set<{ outdated: boolean }>>();
  const pages = new LRUCache<string, { about: string; page: T }>({
    maxSize,
    sizeCalculation: ({ page }) => page.size + 1,
    dispose: ({ about }, key) => {
      const keys = keysAbout.get(about);
      keys?.delete(key);
      if (keys?.size === 0) keysAbout.delete(about);
    },
  });

  /** The kept page if it still holds (`holds` may look closer), or a new one, kept for the next who asks. */
  async function get(
    about: string,
    key: string,
    make: () => Promise<T>,
    holds?: (page: T) => boolean,
  ): Promise<T> {
    const full = `${about} ${key}`;
    const found = pages.get(full);
    if (found && (holds ? holds(found.page) : canTrust())) return found.page;

    // What changes while it is being made may or may not be in it, so it then serves this one request only.
    const attempt = { outdated: !canTrust() };
    const attempts = making.get(about) ?? new Set();
    making.set(about, attempts.add(attempt));
    try {
      const page = await make();
      if (!attempt.outdated && canTrust()) {
        pages.set(full, { about, page });
        keysAbout.set(about, (keysAbout.get(about) ?? new Set()).add(full));
      }
      return page;
    } finally {
      attempts.delete(attempt);
      if (attempts.size === 0) making.delete(about);
    }
  }

  /** What is kept, for who then looks closer whether it still holds; nothing where that is not to be expected. */
  const find = (about: string, key: string): T | undefined =>
    canTrust() ? pages.get(`${about} ${key}`)?.page : undefined;

  everything.push({ forget, forgetAll });
  return { get, find };

  function forget(about: string): void {
    for (const attempt of making.get(about) ?? []) attempt.outdated = true;
    for (const key of [...(keysAbout.get(about) ?? [])]) pages.delete(key);
  }

  function forgetAll(): void {
    for (const attempts of making.values()) for (const attempt of attempts) attempt.outdated = true;
    pages.clear();
  }
}
