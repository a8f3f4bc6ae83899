import { and, eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { formKey } from '../../platform/forms.ts';
import { memberWith } from '../../platform/powers.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { holdWriter } from '../people/hold-writer.ts';
import type { Description } from './acts.ts';
import { recordCollectionChange } from './hold-collection.ts';
import { readyIntroduction } from './introduction.ts';
import { keepsCollections } from './policy.ts';
import { collections } from './tables.ts';

/** Begins a collection with nothing in it; the same form sent again finds the one that it made. Answers with its id. */
export function makeCollection(viewer: Viewer, { formId, ...typed }: Description & { formId: string }) {
  const member = memberWith(viewer, keepsCollections);
  const { title, visibility } = typed;
  const key = formKey(formId, title, typed.introduction, visibility);
  return db.transaction(async (tx) => {
    await holdWriter(tx, member);
    const { introduction, html } = await readyIntroduction(tx, typed.introduction);
    const said = { title, introduction, visibility };
    const [made] = await tx
      .insert(collections)
      .values({ ...said, html, madeBy: member.id, formKey: key })
      .onConflictDoNothing()
      .returning({ id: collections.id });
    if (made) {
      await recordCollectionChange(tx, member, made.id, { act: 'made', said });
      return made.id;
    }
    const [earlier] = await tx
      .select({ id: collections.id })
      .from(collections)
      .where(and(eq(collections.madeBy, member.id), eq(collections.formKey, key)));
    return earlier?.id ?? 0;
  });
}
