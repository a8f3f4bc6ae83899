import { and, eq, isNull, ne } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Executor } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { drafts } from './tables.ts';

/** Takes a draft off the list; for a day it can be brought back. */
export async function discardDraft(person: SignedIn, id: number, executor: Executor = db): Promise<void> {
  const set = { endedAt: clock.now() };
  const mine = and(eq(drafts.id, id), eq(drafts.personId, person.id));
  const found = await executor
    .update(drafts)
    .set(set)
    .where(and(mine, isNull(drafts.endedAt)))
    .returning();
  if (found.length === 0 && (await executor.select().from(drafts).where(mine)).length === 0) throw notFound();
}

/** Brings back a draft that was discarded. One that was posted has no text left. */
export async function bringDraftBack(person: SignedIn, id: number): Promise<void> {
  const found = await db
    .update(drafts)
    .set({ endedAt: null })
    .where(and(eq(drafts.id, id), eq(drafts.personId, person.id), ne(drafts.fields, {})))
    .returning();
  if (found.length === 0) throw notFound();
}
