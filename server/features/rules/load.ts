import { readFile } from 'node:fs/promises';
import type { Tx } from '../../platform/database.ts';
import { ruleSets } from './tables.ts';
import { type WrittenRule, writeVersion } from './write-version.ts';

/** Brings a first code of conduct, where there is none: from then on it is the group's own. */
export async function loadCodeOfConduct(tx: Tx): Promise<void> {
  const [set] = await tx.insert(ruleSets).values({ workspaceId: null }).onConflictDoNothing().returning();
  if (!set) return;
  const source = await readFile(new URL('data/code-of-conduct.md', import.meta.url), 'utf8');
  await writeVersion(tx, set, readRules(source), { savedBy: null, reason: 'The first version' });
}

/** A text in which each rule begins with a heading. */
const readRules = (source: string): WrittenRule[] =>
  source
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [title = '', ...lines] = part.split('\n');
      return { title, text: lines.join('\n').trim() };
    });
