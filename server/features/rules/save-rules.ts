import { and, eq, inArray } from 'drizzle-orm';
import { db, type Tx } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import { memberWith } from '../../platform/powers.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { holdWriter } from '../people/hold-writer.ts';
import type { TypedRule } from './forms.ts';
import { whyNotSoMany, writesRulesOf } from './policy.ts';
import { isOf, listTexts } from './queries.ts';
import { ruleSets, rules as rulesTable } from './tables.ts';
import { tellCoordinators } from './tell-coordinators.ts';
import { type WrittenRule, writeVersion } from './write-version.ts';

declare module '../../platform/events.ts' {
  interface DomainEvents {
    'rules-changed': { setId: number; workspaceId: number | null; number: number };
  }
}

interface Saved {
  /** The version that was saved on top of. */
  from?: number;
  rules: TypedRule[];
  reason: string;
}

/**
 * Saves the rules of a workspace, or of the group, as their next version. What they say already is no version. `changed`
 * says that somebody saved another meanwhile, `refused` says in words why they cannot be: then nothing was done.
 */
export function saveRules(
  viewer: Viewer,
  workspaceId: number | null,
  { from = 0, rules, reason }: Saved,
): Promise<{ number?: number; changed?: boolean; refused?: string }> {
  const member = memberWith(viewer, writesRulesOf(workspaceId));
  return db.transaction(async (tx) => {
    await holdWriter(tx, member);
    const set = await holdSet(tx, workspaceId);
    const now = await listTexts(set.id, set.versionCount, tx);
    const typed = await readyRules(tx, set.id, rules);
    const written = [...typed, ...listUnmentioned(now, rules)];
    if (isSame(typed, now) || isSame(written, now)) return { number: set.versionCount };
    if (from !== set.versionCount) return { changed: true };
    const refused = whyNotSoMany(written.length, workspaceId);
    if (refused) return { refused };
    const number = await writeVersion(tx, set, written, { savedBy: member.id, reason });
    await record(tx, 'rules-changed', { setId: set.id, workspaceId, number, actorId: member.id });
    await tellCoordinators(tx, member, { set, number, reason });
    return { number };
  });
}

/** The set, made if there is none, its row locked until the transaction ends: one version at a time. */
async function holdSet(tx: Tx, workspaceId: number | null) {
  await tx.insert(ruleSets).values({ workspaceId }).onConflictDoNothing();
  const [held] = await tx.select().from(ruleSets).where(isOf(workspaceId)).for('update');
  if (!held) throw new Error('A set of rules that was just made is gone');
  return held;
}

/** The rules that are to hold; one with a number that is none of this set is new. */
async function readyRules(tx: Tx, setId: number, typed: TypedRule[]): Promise<WrittenRule[]> {
  const ids = typed.flatMap(({ id }) => id ?? []);
  const known = await tx
    .select({ id: rulesTable.id })
    .from(rulesTable)
    .where(and(eq(rulesTable.setId, setId), inArray(rulesTable.id, ids)));
  const own = new Set(known.map(({ id }) => id));
  return typed
    .filter(({ isOut }) => !isOut)
    .map(({ id, title, text }) => ({ id: own.has(id ?? 0) ? id : undefined, title, text }));
}

/** What a form does not say anything of stays: nothing goes because it was not sent. */
const listUnmentioned = (now: WrittenRule[], typed: TypedRule[]) =>
  now.filter(({ id }) => !typed.some((rule) => rule.id === id));

const isSame = (written: WrittenRule[], now: WrittenRule[]) =>
  written.length === now.length &&
  written.every(({ id, title, text }, at) => {
    const other = now[at];
    // Sent twice, a new rule is there with its number already.
    return (id ?? other?.id) === other?.id && title === other?.title && text === other?.text;
  });
