import { createHash } from 'node:crypto';
import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { pageLinks } from '../../platform/page-links.ts';
import { diffWords } from '../../platform/word-diff.ts';

/** Long texts that have little in common take a good part of a second to compare. */
export const versionsOnPage = 10;

interface Version {
  number: number;
  editor: { council: { name: string } | null };
}

/** A text of a version, as it was in the one before and as it then was. */
interface Field {
  label: string;
  from?: string;
  to?: string;
}

interface Change {
  label: string;
  diffHtml: string;
}

const kept = new LRUCache<string, Change[]>({
  maxSize: 16_000_000,
  sizeCalculation: (changes) => changes.reduce((sum, { diffHtml }) => sum + diffHtml.length, 1),
});

/**
 * Versions as their page shows them, each with what it changed, word by word. `found` has the newest first, and behind
 * them the one before.
 */
export async function shownVersions<V extends Version>(
  found: V[],
  fieldsOf: (before: V, after: V) => Field[],
) {
  const versions = [];
  for (const [at, version] of found.slice(0, versionsOnPage).entries()) {
    const before = found[at + 1];
    const changes = before ? await changesIn(fieldsOf(before, version)) : [];
    versions.push({ ...version, council: version.editor.council?.name, changes, isFirst: !before });
  }
  return versions;
}

const fingerprint = (fields: Field[]): string =>
  createHash('sha256').update(JSON.stringify(fields)).digest('base64url');

/**
 * Of these texts those that changed, word by word. The same are compared once; before each comparison others are answered.
 */
export async function changesIn(fields: Field[]): Promise<Change[]> {
  const changed = fields.filter(({ from = '', to = '' }) => from !== to);
  if (changed.length === 0) return [];
  const key = fingerprint(changed);
  const known = kept.get(key);
  if (known) return known;
  const changes: Change[] = [];
  for (const { label, from = '', to = '' } of changed) {
    await othersHadTheirTurn();
    changes.push({ label, diffHtml: diffWords(from, to) });
  }
  kept.set(key, changes);
  return changes;
}

/** Which versions a page has, and links to the others; a page that is too far is the last. */
export function pageOfVersions(count: number, asked: number, path: string) {
  const pages = Math.max(1, Math.ceil(count / versionsOnPage));
  const page = Math.min(asked, pages);
  const href = (number: number) => (number > 1 ? `${path}?page=${number}` : path);
  const which = page > 1 ? ` (page ${page} of ${pages})` : '';
  return { offset: (page - 1) * versionsOnPage, links: { ...pageLinks(page, pages, href), which } };
}
