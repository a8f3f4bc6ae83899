import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { notFound } from '../../platform/errors.ts';
import type { ShownForm } from '../../platform/forms.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { typedIn } from './forms.ts';
import { placeOf } from './places.ts';
import { saveDraft } from './save-draft.ts';

/** Answers "Save as a draft" in a form: keeps it as it is, finished or not, and leads to the list of drafts. */
export async function keepDraft(req: Request, res: Response, form: ShownForm): Promise<void> {
  const saved = await keepTyped(req, form);
  res.redirect(303, `/account/drafts?done=${saved ? 'saved' : 'blank'}`);
}

/** Keeps what was typed in a form as a draft; nothing where nothing was. */
export function keepTyped({ viewer, originalUrl: place }: Request, { values }: ShownForm) {
  if (!placeOf(place)) throw notFound();
  const formId = values.draft || values.formId || randomUUID();
  const version = Number(values.draftVersion) || undefined;
  return saveDraft(signedInOf(viewer), { place, formId, version, fields: typedIn(values), isAsked: true });
}
