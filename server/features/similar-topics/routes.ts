import { Router } from 'express';
import type { z } from 'zod';
import { readId, readParameter } from '../../platform/addresses.ts';
import { notFound } from '../../platform/errors.ts';
import { readForm } from '../../platform/forms.ts';
import { isInGroup, type SignedIn, signedInOf } from '../../platform/viewer.ts';
import { render } from '../../platform/views.ts';
import { typedIn } from '../drafts/forms.ts';
import { addressOfNewTopic, placeOf } from '../drafts/places.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { isKind } from '../topics/kinds.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { findAnswer } from './find-answer.ts';
import { foundAnswerForm } from './forms.ts';
import { listSimilar } from './queries.ts';
import { shownSimilar } from './shown.ts';

export const signedInRoutes = Router();

/** Asked for by a form's script while somebody types the title of a new topic. */
signedInRoutes.get('/workspaces/:slug/topics/similar', async (req, res) => {
  const workspace = await findWorkspace(readParameter(req.params.slug));
  const { kind } = req.query;
  if (!isKind(kind) || !isInGroup(req.viewer, workspace.id)) throw notFound();
  const found = await listSimilar(req.viewer, readParameter(req.query.title).slice(0, 150));
  const place = addressOfNewTopic(workspace.slug, kind);
  res.type('html').send(render('similar-topics/_list', { topics: shownSimilar(found), kind, place }));
});

/**
 * "This answers it", in the form of a new topic. What was typed is kept as a draft that is then discarded, so that whoever
 * pressed it too soon can bring it back.
 */
signedInRoutes.post('/topics/:topicId/found-answers', async (req, res) => {
  const person = signedInOf(req.viewer);
  const topicId = readId(req.params.topicId);
  const form = readForm(foundAnswerForm, req.body);
  const draft = form.ok ? await keep(person, form.values, form.shown.values) : undefined;
  await findAnswer(person, topicId, draft?.id);
  res.redirect(303, `/topics/${topicId}?done=found${draft ? `&draft=${draft.id}` : ''}`);
});

function keep(person: SignedIn, sent: z.infer<typeof foundAnswerForm>, fields: Record<string, string>) {
  const { place, draft, formId, draftVersion: version } = sent;
  const id = draft || formId;
  if (!id || placeOf(place)?.what !== 'topic') return undefined;
  return saveDraft(person, { place, formId: id, version, fields: typedIn(fields) });
}
