import type { Request } from 'express';
import { readNumber } from '../../platform/addresses.ts';
import { newForm, type ShownForm } from '../../platform/forms.ts';
import { listDraftsAt } from './queries.ts';

/**
 * A form as it is first shown: with the draft that was left in it, the newest or the one that the address names, or
 * with what it begins with. `place` is the address that it is sent to.
 */
export async function formWithDraft(
  req: Request,
  place: string,
  begin: Record<string, string>,
): Promise<ShownForm> {
  const { viewer } = req;
  const form = newForm(begin);
  // The session has brought along where there are any: mostly there are none, and nothing is asked.
  if (viewer.kind === 'visitor' || !viewer.draftsAt.includes(place)) return form;
  const found = await listDraftsAt(viewer, place);
  const named = readNumber(req.query.draft);
  const draft = found.find(({ id }) => id === named) ?? found[0];
  if (!draft) return form;
  const note = { id: draft.id, savedAt: draft.savedAt, others: found.length - 1, place };
  if (req.query.draft === 'new') return { ...form, draft: { ...note, isAside: true } };
  const { formId, version, fields } = draft;
  const hidden = { formId, draft: formId, draftVersion: String(version) };
  return { ...newForm({ ...begin, ...fields, ...hidden }), draft: note };
}
