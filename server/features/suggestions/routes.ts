import { randomUUID } from 'node:crypto';
import { type Request, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { formWithDraft } from '../drafts/form-with-draft.ts';
import { keepDraft } from '../drafts/keep-draft.ts';
import { contentOf, editTopicForms, valuesOf } from '../topics/forms.ts';
import { fieldsOf, findTopicVersion } from '../topics/history.ts';
import { stillCollides } from '../topics/meanwhile.ts';
import { emptyText, mergeEdit, mergeSuggested } from '../topics/merge-edit.ts';
import { canDecideSuggestions, canSuggest, whyPaused } from '../topics/policy.ts';
import { previewOf } from '../topics/preview.ts';
import { findTopicFor, type Topic } from '../topics/queries.ts';
import { shownRow } from '../topics/shown.ts';
import { changesIn } from '../topics/versions.ts';
import { hasNewText } from '../topics/write-version.ts';
import { acceptSuggestion, declineSuggestion, takeBackSuggestion } from './decide.ts';
import { declineForm, suggestionForms } from './forms.ts';
import { findSuggestionFor, listOpenSuggestions, listSuggestionsBy, type Suggestion } from './queries.ts';
import { suggestEdit, whyNoSuggestion } from './suggest-edit.ts';

export const routes = Router();

routes.get('/topics/:topicId/suggestions/new', async (req, res) => {
  const topic = await findSuggestable(req);
  const { visibility, ...values } = valuesOf(topic);
  const begin = { ...values, from: String(topic.versionCount) };
  const form = await formWithDraft(req, `/topics/${topic.id}/suggestions/new`, begin);
  res.render('suggestions/new', newPage(topic, form));
});

routes.post('/topics/:topicId/suggestions/new', async (req, res) => {
  const topic = await findSuggestable(req);
  const form = readForm(suggestionForms[topic.kind], req.body);
  if (form.shown.values.act === 'draft') return keepDraft(req, res, form.shown);
  if (!form.ok) return res.status(422).render('suggestions/new', newPage(topic, form.shown));
  if (form.shown.values.act === 'preview') {
    const preview = await previewOf(req.viewer, topic.kind, form.values, topic);
    return res.render('suggestions/new', { ...newPage(topic, form.shown), preview });
  }
  const { title, tags, reason, from = topic.versionCount, formId, draft } = form.values;
  const text = { title, tags, content: contentOf(topic.kind, form.values) };
  if (!hasNewText(topic, text)) {
    const nothing = refusedForm(
      form.shown.values,
      new Map([['title', 'Change something before you send it']]),
    );
    return res.status(422).render('suggestions/new', newPage(topic, nothing));
  }
  const { id } = await suggestEdit(signedInOf(req.viewer), topic.id, {
    ...text,
    reason,
    from,
    formId,
    draft,
  });
  res.redirect(303, `/suggestions/${id}?done=sent`);
});

routes.get('/topics/:topicId/suggestions', async (req, res) => {
  const topic = await findTopicFor(req.viewer, readId(req.params.topicId));
  if (!canDecideSuggestions(req.viewer, topic)) throw notFound();
  const done = doneIn(req, { declined: 'It is declined, and who suggested it was told by email' });
  res.render('suggestions/of-topic', {
    topic: shownRow(topic),
    suggestions: await listOpenSuggestions(topic.id),
    done,
  });
});

routes.get('/account/suggestions', async (req, res) => {
  const made = await listSuggestionsBy(signedInOf(req.viewer));
  res.render('suggestions/own', { suggestions: made.map((one) => ({ ...one, ...wordsFor(one) })) });
});

routes.get('/suggestions/:suggestionId', async (req, res) => {
  const found = await findSuggestion(req);
  const done = doneIn(req, {
    sent: 'Your suggestion is sent. You get an email when it is decided',
    'taken-back': 'You took your suggestion back',
  });
  res.render('suggestions/show', { ...(await suggestionPage(req, found)), done });
});

/** Where a form that was refused is shown: asked for by its address, it is the suggestion. */
for (const act of ['acceptance', 'refusal']) {
  routes.get(`/suggestions/:suggestionId/${act}`, (req: Request<{ suggestionId: string }>, res) => {
    res.redirect(303, `/suggestions/${readId(req.params.suggestionId)}`);
  });
}

routes.post('/suggestions/:suggestionId/acceptance', async (req, res) => {
  const found = await findDecidable(req);
  const { suggestion, topic } = found;
  const form = readForm(editTopicForms[topic.kind], req.body);
  const unsettled = form.ok ? stillCollides(form.shown, fieldsOf(topic.kind, topic, topic)) : form.shown;
  if (!form.ok || unsettled)
    return res.status(422).render('suggestions/show', await suggestionPage(req, found, unsettled));
  if (form.shown.values.act === 'preview') {
    const preview = await previewOf(req.viewer, topic.kind, form.values, topic);
    return res.render('suggestions/show', { ...(await suggestionPage(req, found, form.shown)), preview });
  }
  const decider = signedInOf(req.viewer);
  const { title, tags, from = 0 } = form.values;
  const text = { title, tags, content: contentOf(topic.kind, form.values) };
  const { changed } = await acceptSuggestion(decider, suggestion.id, text, from);
  if (changed) {
    const now = await findTopicFor(decider, topic.id);
    const merged = await mergeEdit(decider, now, form.values, form.shown);
    const page = await suggestionPage(req, { suggestion, topic: now }, merged.form);
    return res.status(409).render('suggestions/show', { ...page, meanwhile: merged.meanwhile });
  }
  res.redirect(303, `/topics/${topic.id}`);
});

routes.post('/suggestions/:suggestionId/refusal', async (req, res) => {
  const found = await findDecidable(req);
  const form = readForm(declineForm, req.body);
  if (!form.ok) {
    const page = await suggestionPage(req, found);
    const { errors, errorFor, values } = form.shown;
    const again = { errors, errorFor, values: { ...page.form.values, reason: values.reason ?? '' } };
    return res.status(422).render('suggestions/show', { ...page, form: again });
  }
  await declineSuggestion(signedInOf(req.viewer), found.suggestion.id, form.values.reason);
  res.redirect(303, `/topics/${found.topic.id}/suggestions?done=declined`);
});

routes.post('/suggestions/:suggestionId/removal', async (req, res) => {
  const id = readId(req.params.suggestionId);
  await takeBackSuggestion(signedInOf(req.viewer), id);
  res.redirect(303, `/suggestions/${id}?done=taken-back`);
});

async function findSuggestable(req: Request<{ topicId: string }>): Promise<Topic> {
  const topic = await findTopicFor(req.viewer, readId(req.params.topicId));
  if (!canSuggest(req.viewer, topic))
    throw notAllowed(whyPaused(req.viewer, topic.workspace.id) ?? whyNoSuggestion);
  return topic;
}

const findSuggestion = (req: Request<{ suggestionId: string }>) =>
  findSuggestionFor(signedInOf(req.viewer), readId(req.params.suggestionId));

async function findDecidable(req: Request<{ suggestionId: string }>) {
  const found = await findSuggestion(req);
  if (!canDecideSuggestions(req.viewer, found.topic))
    throw notAllowed('Only the person who looks after this, or a coordinator, can decide.');
  return found;
}

function newPage(topic: Topic, form: ShownForm) {
  return {
    topic: shownRow(topic),
    kind: topic.kind,
    workspace: topic.workspace,
    form,
    formId: form.values.formId || randomUUID(),
  };
}

/** What was suggested as a difference, and for those who decide, the text to accept: put together with what has changed since. */
async function suggestionPage(
  req: Request,
  { suggestion, topic }: { suggestion: Suggestion; topic: Topic },
  sent?: ShownForm,
) {
  const viewer = signedInOf(req.viewer);
  const seen = await findTopicVersion(viewer, topic, suggestion.fromVersion);
  const base = seen ?? topic;
  const isOpen = !suggestion.decidedAt;
  const decides = isOpen && canDecideSuggestions(viewer, topic);
  const form = sent ?? (decides ? mergeSuggested(topic, seen ?? emptyText, suggestion).form : newForm());
  return {
    topic: shownRow(topic),
    kind: topic.kind,
    workspace: topic.workspace,
    suggestion: { ...suggestion, ...wordsFor(suggestion) },
    changes: await changesIn(fieldsOf(topic.kind, base, suggestion)),
    changedSince:
      seen && isOpen && topic.versionCount !== suggestion.fromVersion
        ? await changesIn(fieldsOf(topic.kind, base, topic))
        : undefined,
    can: {
      decide: decides,
      takeBack: isOpen && suggestion.authorId === viewer.id,
    },
    form,
  };
}

const outcomeWords = { accepted: 'Accepted', declined: 'Declined', 'taken-back': 'Taken back' };
const wordsFor = ({ outcome }: { outcome: Suggestion['outcome'] }) => ({
  state: outcome ? outcomeWords[outcome] : 'Waiting',
});
