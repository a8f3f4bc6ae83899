import { Router } from 'express';
import { readId, readNumber } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { Refusal } from '../../platform/errors.ts';
import { readForm } from '../../platform/forms.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { changesIn } from '../topics/versions.ts';
import { bringDraftBack, discardDraft } from './discard-draft.ts';
import { draftForm, textsIn, typedIn } from './forms.ts';
import { placeOf } from './places.ts';
import { findOwnDraft, listDraftsAt, listOwnDrafts, listUnpublished } from './queries.ts';
import { saveDraft } from './save-draft.ts';
import { type ShownDraft, shownDraft } from './shown.ts';
import { turnIntoTopic } from './turn-into-topic.ts';

export const signedInRoutes = Router();

/** With how many others a draft is compared: a long text takes a good part of a second. */
const comparedAtMost = 5;

signedInRoutes.get('/account/drafts', async (req, res) => {
  const person = signedInOf(req.viewer);
  const found = await listOwnDrafts(person);
  const drafts = found.map((one) => shownDraft(person, one));
  const done = doneIn(req, {
    saved: 'Your draft is saved',
    blank: 'There was nothing to save',
    back: 'Your draft is back',
    discarded: 'Your draft is discarded',
  });
  const discarded = done && readNumber(req.query.draft);
  const unpublished = await listUnpublished(person);
  res.render('drafts/own', { drafts: drafts.map(withTwins), unpublished, done, discarded });
});

signedInRoutes.get('/drafts/:draftId', async (req, res) => {
  const person = signedInOf(req.viewer);
  const draft = shownDraft(person, await findOwnDraft(person, readId(req.params.draftId)));
  const others = (await listDraftsAt(person, draft.place)).filter(({ id }) => id !== draft.id);
  const twins = [];
  for (const other of others.slice(0, comparedAtMost))
    twins.push({ ...other, changes: await differenceOf(other.fields, draft.fields) });
  res.render('drafts/show', { draft, twins, more: others.length - twins.length });
});

/** Sent by a page's script while somebody types. */
signedInRoutes.post('/drafts', async (req, res) => {
  const form = readForm(draftForm, req.body);
  if (!form.ok || !placeOf(form.values.place)) {
    const [wrong] = form.shown.errors;
    throw new Refusal(422, 'There is a problem', wrong?.text ?? 'That is no form whose drafts are kept');
  }
  const { place, formId, draftVersion: version } = form.values;
  const fields = typedIn(form.shown.values);
  const saved = await saveDraft(signedInOf(req.viewer), { place, formId, version, fields });
  if (!saved) return res.json({});
  const isBeside = saved.formId !== formId;
  res.json({
    formId: saved.formId,
    version: saved.version,
    ...(isBeside && { beside: `/drafts/${saved.id}` }),
  });
});

signedInRoutes.post('/drafts/:draftId/removal', async (req, res) => {
  const id = readId(req.params.draftId);
  await discardDraft(signedInOf(req.viewer), id);
  res.redirect(303, `/account/drafts?done=discarded&draft=${id}`);
});

signedInRoutes.post('/drafts/:draftId/removal/removal', async (req, res) => {
  const id = readId(req.params.draftId);
  await bringDraftBack(signedInOf(req.viewer), id);
  res.redirect(303, '/account/drafts?done=back');
});

signedInRoutes.post('/drafts/:draftId/topic', async (req, res) => {
  res.redirect(303, await turnIntoTopic(signedInOf(req.viewer), readId(req.params.draftId)));
});

/** A draft with how many others there are of the same. */
const withTwins = (draft: ShownDraft, _: number, all: ShownDraft[]) => ({
  ...draft,
  twins: all.filter(({ place }) => place === draft.place).length - 1,
  // Several new topics in one workspace are just that; several texts for one place are two devices.
  isSplit: draft.topic !== null,
});

function differenceOf(before: Record<string, string>, after: Record<string, string>) {
  const texts = textsIn({ ...before, ...after });
  return changesIn(
    texts.map(({ field, label }) => ({ label, from: before[field] ?? '', to: after[field] ?? '' })),
  );
}
