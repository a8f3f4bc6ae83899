import { clock } from '../../platform/clock.ts';
import type { Executor } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { drafts } from './tables.ts';

/**
 * What was a draft has been posted. Part of the post's own transaction. The row stays for a day without its text, so
 * that what a browser sent just before does not bring the draft back.
 */
export async function endDraft(executor: Executor, person: SignedIn, formId = ''): Promise<void> {
  if (!formId) return;
  const now = clock.now();
  const ended = { fields: {}, endedAt: now };
  await executor
    .insert(drafts)
    .values({ personId: person.id, formId, place: '', createdAt: now, savedAt: now, ...ended })
    .onConflictDoUpdate({ target: [drafts.personId, drafts.formId], set: ended });
}
