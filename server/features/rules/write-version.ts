import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { renderMarkdown } from '../../platform/markdown.ts';
import { ruleSets, ruleSetVersions, rules, ruleTexts } from './tables.ts';

/** A rule as it is to stand in the next version: without an id, a new one. */
export interface WrittenRule {
  id?: number;
  title: string;
  text: string;
}

/** Writes the next version of a set that is held: these rules, in this order. */
export async function writeVersion(
  tx: Tx,
  set: { id: number; versionCount: number },
  written: WrittenRule[],
  { savedBy, reason }: { savedBy: number | null; reason: string },
): Promise<number> {
  const number = set.versionCount + 1;
  await tx.insert(ruleSetVersions).values({ setId: set.id, number, savedBy, savedAt: clock.now(), reason });
  const ids = await numberNew(tx, set.id, written);
  const texts = written.map(({ title, text }, at) => {
    const ruleId = ids[at] as number;
    const html = renderMarkdown(text, { idPrefix: `rule-${ruleId}-` });
    return { setId: set.id, number, ruleId, place: at + 1, title, text, html };
  });
  if (texts.length > 0) await tx.insert(ruleTexts).values(texts);
  await tx.update(ruleSets).set({ versionCount: number }).where(eq(ruleSets.id, set.id));
  return number;
}

/** The ids of these rules in their order; those that are new get theirs. */
async function numberNew(tx: Tx, setId: number, written: WrittenRule[]) {
  const fresh = written.filter(({ id }) => id === undefined).map(() => ({ setId }));
  if (fresh.length === 0) return written.map(({ id }) => id);
  const made = await tx.insert(rules).values(fresh).returning({ id: rules.id });
  const next = made.map(({ id }) => id).sort((one, other) => one - other);
  return written.map(({ id }) => id ?? next.shift());
}
