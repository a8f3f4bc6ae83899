import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { addressOfNewTopic, formOf, placeOf } from './places.ts';
import { findOwnDraft } from './queries.ts';
import { shownDraft } from './shown.ts';
import { drafts } from './tables.ts';

/** Makes a question of a reply that can no longer be posted, still a draft; answers with the address of its form. */
export async function turnIntoTopic(person: SignedIn, id: number): Promise<string> {
  const found = await findOwnDraft(person, id);
  const { newTopicIn } = shownDraft(person, found);
  if (!newTopicIn) throw notAllowed('Only a reply that can no longer be posted becomes a new topic.');
  const place = addressOfNewTopic(found.workspace?.slug ?? '', 'question');
  const fields = { title: '', trying: found.draft.fields.body ?? '', visibility: 'group' };
  // Also where it was discarded meanwhile in another window: they want it now.
  const set = { place, fields, version: found.draft.version + 1, savedAt: clock.now(), endedAt: null };
  await db.update(drafts).set(set).where(eq(drafts.id, id));
  const now = placeOf(place);
  return now ? formOf(now, id) : '/account/drafts';
}
