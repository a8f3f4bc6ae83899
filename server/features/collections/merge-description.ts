import { db } from '../../platform/database.ts';
import type { ShownForm } from '../../platform/forms.ts';
import type { Member } from '../../platform/viewer.ts';
import { putTogether } from '../topics/meanwhile.ts';
import type { Description } from './acts.ts';
import { findCollectionFor, listDescriptions } from './queries.ts';

/** What somebody typed of a collection, put together with what others have saved since they opened its form. */
export async function mergeDescription(
  member: Member,
  id: number,
  { from = 0, ...mine }: Description & { from?: number },
  sent: ShownForm,
) {
  const now = await findCollectionFor(member, id);
  const versions = await listDescriptions(db, id);
  const base = versions.find(({ number }) => number === from)?.said;
  const saved = versions.filter(({ number }) => number > from).reverse();
  const text = (field: 'title' | 'introduction', label: string) => ({
    field,
    label,
    base: base?.[field] ?? '',
    mine: mine[field],
    theirs: now[field],
    oneLine: field === 'title',
  });
  const texts = [text('title', 'Title'), text('introduction', 'Introduction')];
  const { form, meanwhile } = await putTogether(member, sent, texts, { version: now.versionCount, saved });
  if (mine.visibility === base?.visibility) form.values.visibility = now.visibility;
  return { form, meanwhile };
}
