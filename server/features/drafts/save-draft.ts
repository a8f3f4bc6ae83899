import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { and, count, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { isBlankDraft } from './forms.ts';
import { drafts } from './tables.ts';

const draftsAtMost = 100;

interface Typed {
  place: string;
  formId: string;
  fields: Record<string, string>;
  /** The version that it was typed on top of; none before the first. */
  version?: number;
  /** They pressed a button for it: what is the same and was discarded is theirs again. */
  isAsked?: boolean;
}

/**
 * Keeps what somebody has typed so far, and nothing where they took all of it out again. Typed on top of an earlier
 * version than the one that is kept, because another device wrote too, it becomes a draft beside that one; so does what
 * is typed on in one window when it was posted or discarded in another.
 */
export const saveDraft = (person: SignedIn, typed: Typed) => db.transaction((tx) => keep(tx, person, typed));

async function keep(tx: Tx, person: SignedIn, typed: Typed): Promise<typeof drafts.$inferSelect | undefined> {
  const { place, formId, fields, version, isAsked } = typed;
  const mine = and(eq(drafts.personId, person.id), eq(drafts.formId, formId));
  const [kept] = await tx.select().from(drafts).where(mine).for('update');
  const isBlank = isBlankDraft(fields);
  if (!kept) {
    if (isBlank) return undefined;
    // Two windows may send the first of the same form at once: the second then finds what the first one sent.
    return (await insertDraft(tx, person, { place, formId, fields })) ?? keep(tx, person, typed);
  }
  const isOnTop = !kept.endedAt && kept.version === version && kept.place === place;
  if (isBlank) {
    if (isOnTop) await tx.delete(drafts).where(eq(drafts.id, kept.id));
    return undefined;
  }
  if (isDeepStrictEqual(kept.fields, fields)) return kept.endedAt && isAsked ? bringBack(tx, kept) : kept;
  if (!isOnTop) return insertDraft(tx, person, { place, formId: randomUUID(), fields });
  const [saved] = await tx
    .update(drafts)
    .set({ fields, version: kept.version + 1, savedAt: clock.now() })
    .where(eq(drafts.id, kept.id))
    .returning();
  return saved;
}

async function bringBack(tx: Tx, { id }: { id: number }) {
  const set = { endedAt: null, savedAt: clock.now() };
  const [back] = await tx.update(drafts).set(set).where(eq(drafts.id, id)).returning();
  return back;
}

/** Nothing where there is one of this form already. */
async function insertDraft(
  tx: Tx,
  { id: personId }: SignedIn,
  typed: Pick<Typed, 'place' | 'formId' | 'fields'>,
) {
  const [{ kept = 0 } = {}] = await tx
    .select({ kept: count() })
    .from(drafts)
    .where(and(eq(drafts.personId, personId), isNull(drafts.endedAt)));
  if (kept >= draftsAtMost) throw tooMany();
  const now = clock.now();
  const [made] = await tx
    .insert(drafts)
    .values({ ...typed, personId, createdAt: now, savedAt: now })
    .onConflictDoNothing()
    .returning();
  return made;
}

const tooMany = () =>
  new Refusal(
    422,
    'You have too many drafts',
    `We keep ${draftsAtMost} drafts for each person. Discard some that you no longer need, then save this one.`,
  ).leadingTo({ href: '/account/drafts', text: 'See your drafts' });
