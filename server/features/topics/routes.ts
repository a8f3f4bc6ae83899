import { randomUUID } from 'node:crypto';
import { type Request, Router } from 'express';
import { readId, readNumber, readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts';
import { readForm, type ShownForm } from '../../platform/forms.ts';
import { isInGroup, mustWaitIn, signedInOf, type Viewer } from '../../platform/viewer.ts';
import { sendToVisitor } from '../../platform/visitor-pages.ts';
import { listDeadLinksIn } from '../cited-pages/queries.ts';
import { formWithDraft } from '../drafts/form-with-draft.ts';
import { keepDraft } from '../drafts/keep-draft.ts';
import { addressOfNewTopic } from '../drafts/places.ts';
import { followedWords } from '../follows/words.ts';
import { holdForApproval } from '../guests/hold-for-approval.ts';
import type { LimitOnPosts } from '../guests/limits-on-posts.ts';
import { postUnlessCaught } from '../guests/post-unless-caught.ts';
import { sayingWhoIsNotTold, whoIsNotToldOf } from '../mentions/untold.ts';
import { addressOf } from '../replies/addresses.ts';
import { findNextNumber, findNumberOf, type Order } from '../replies/queries.ts';
import { findQuotationFor, withQuotation } from '../replies/quotation.ts';
import { answersBefore } from '../similar-topics/before-posting.ts';
import { findWorkspace, type Workspace } from '../workspaces/queries.ts';
import { changeTopicState } from './change-topic-state.ts';
import { changesSince } from './changes-since.ts';
import { editTopic } from './edit-topic.ts';
import { contentOf, editTopicForms, topicForms, valuesOf } from './forms.ts';
import { fieldsOf, topicHistory } from './history.ts';
import { isKind, type Kind, type State, type Visibility } from './kinds.ts';
import { stillCollides } from './meanwhile.ts';
import { mergeEdit } from './merge-edit.ts';
import { drawTopicPage, sendTopicPage } from './page.ts';
import { canEdit, canReply, whyNoReply, whyPaused } from './policy.ts';
import { postTopic } from './post-topic.ts';
import { type Preview, previewOf } from './preview.ts';
import { findTopicFor, type Topic } from './queries.ts';
import { noteReading } from './readings.ts';
import { textsOf } from './rendering.ts';
import { restoreTopic } from './restore-topic.ts';
import { shownRow } from './shown.ts';
import type { ThreadPlace } from './thread-pages.ts';

export const publicRoutes = Router();
export const signedInRoutes = Router();

const doneWords = {
  found: 'Your question is not posted, and we have counted that this answers it',
  ...followedWords,
};

publicRoutes.get('/topics/:topicId', async (req, res) => {
  const topicId = readId(req.params.topicId);
  const place = readPlace(req);
  if (req.viewer.kind === 'visitor') {
    const key = `${place.page} ${place.order}`;
    return sendToVisitor(res, { about: `topic:${topicId}`, key }, () => drawTopicPage(res, topicId, place));
  }

  const begun = await formWithDraft(req, `/topics/${topicId}/replies`, {});
  const form = await withQuotationIn(req, topicId, begun);
  const answer = readNumber(req.query.answer) ?? (await findNumberOf(topicId, begun.values.parentId));
  const notTold = readParameter(req.query.untold);
  const done = notTold ? await whoIsNotToldOf(req.viewer, topicId, notTold) : doneIn(req, doneWords);
  const discarded = done && readNumber(req.query.draft);
  await sendTopicPage(res, topicId, { ...place, answer, form, done, discarded: discarded || undefined });
});

signedInRoutes.get('/topics/:topicId/quotation', async (req, res) => {
  const post = readParameter(req.query.quote) || 'topic';
  const quotation = await findQuotationFor(req.viewer, readId(req.params.topicId), post);
  if (!quotation) throw notFound();
  res.json(quotation);
});

publicRoutes.get('/topics/:topicId/changes', async (req, res) => {
  const after = Number(readParameter(req.query.after)) || 0;
  res.json(await changesSince(req.viewer, readId(req.params.topicId), after));
});

/** For the page that its viewer has open, when something has changed that they could reply to. */
signedInRoutes.get('/topics/:topicId/standing', async (req, res) => {
  const topic = await findTopicFor(req.viewer, readId(req.params.topicId));
  res.json({ whyNot: canReply(req.viewer, topic) ? '' : whyNoReply(req.viewer, topic) });
});

publicRoutes.get('/topics/:topicId/history', async (req, res) => {
  const page = readNumber(req.query.page);
  res.render('topics/history', await topicHistory(req.viewer, readId(req.params.topicId), page));
});

signedInRoutes.get('/workspaces/:slug/topics/new', async (req, res) => {
  const workspace = await findOwnWorkspace(req);
  const kind = readKind(req);
  const values = { visibility: 'group', title: readParameter(req.query.title).slice(0, 150) };
  const form = await formWithDraft(req, addressOfNewTopic(workspace.slug, kind), values);
  res.render('topics/new', newPage(req.viewer, workspace, kind, form));
});

/** Where the form is shown again when it has been sent: asked for by its address, it is the form itself. */
signedInRoutes.get('/workspaces/:slug/topics', async (req, res) => {
  const workspace = await findOwnWorkspace(req);
  res.redirect(303, `/workspaces/${workspace.slug}/topics/new?kind=${readKind(req)}`);
});

signedInRoutes.post('/workspaces/:slug/topics', async (req, res) => {
  const workspace = await findOwnWorkspace(req);
  const kind = readKind(req);
  const form = readForm(topicForms[kind], req.body);
  const { act } = form.shown.values;
  const { viewer } = req;
  // Guidance that is complete becomes a draft with an address of its own, as its readers will see it.
  if (act === 'draft' && !(kind === 'guidance' && form.ok)) return keepDraft(req, res, form.shown);
  if (!form.ok) return res.status(422).render('topics/new', newPage(viewer, workspace, kind, form.shown));
  if (act === 'preview') {
    const preview = await previewOf(viewer, kind, form.values, { ...form.values, workspace });
    return res.render('topics/new', newPage(viewer, workspace, kind, form.shown, preview));
  }
  if (act === 'change') return res.render('topics/new', newPage(viewer, workspace, kind, form.shown));
  const answered = await answersBefore(viewer, kind, form.shown, form.values.title);
  if (answered) {
    const page = { ...newPage(viewer, workspace, kind, form.shown), place: req.originalUrl, ...answered };
    return res.render('similar-topics/before-posting', { ...page, title: form.values.title });
  }
  const author = signedInOf(viewer);
  const state = firstState(kind, act);
  if (whyPaused(viewer, workspace.id) && state !== 'draft')
    return res.status(403).render('topics/new', newPage(viewer, workspace, kind, form.shown));
  const hold = async (caughtBy?: LimitOnPosts) => {
    const held = { workspaceId: workspace.id, topicKind: kind, fields: form.shown.values, caughtBy };
    const { id } = await holdForApproval(author, held);
    res.redirect(303, `/account/waiting/${id}`);
  };
  if (mustWaitIn(author, workspace.id)) return hold();
  const { posted, caughtBy } = await postUnlessCaught(author, workspace.id, (executor) =>
    postTopic(author, workspace, kind, form.values, state, executor),
  );
  // Drafts count, or many could be published at once. Nobody approves what is not to be posted yet.
  if (caughtBy) return state === 'draft' ? keepDraft(req, res, form.shown) : hold(caughtBy);
  const address = `/topics/${posted.id}`;
  if (state === 'draft') return res.redirect(303, address);
  const post = { ...form.values, workspace, texts: textsOf(kind, contentOf(kind, form.values)) };
  res.redirect(303, await sayingWhoIsNotTold(author, post, address));
});

signedInRoutes.get('/topics/:topicId/edit', async (req, res) => {
  const topic = await findEditable(req);
  const begin = {
    ...valuesOf(topic),
    from: String(topic.versionCount),
    visibilityFrom: topic.visibility,
  };
  const form = await formWithDraft(req, `/topics/${topic.id}/edit`, begin);
  res.render('topics/edit', await editPage(topic, form));
});

signedInRoutes.post('/topics/:topicId/edit', async (req, res) => {
  const topic = await findEditable(req);
  const form = readForm(editTopicForms[topic.kind], req.body);
  if (form.shown.values.act === 'draft') return keepDraft(req, res, form.shown);
  if (!form.ok) return res.status(422).render('topics/edit', await editPage(topic, form.shown));
  if (form.shown.values.act === 'preview') {
    const seenBy = { ...topic, ...visibilityIn(form.values) };
    const preview = await previewOf(req.viewer, topic.kind, form.values, seenBy);
    return res.render('topics/edit', await editPage(topic, form.shown, preview));
  }
  const unsettled = stillCollides(form.shown, fieldsOf(topic.kind, topic, topic));
  if (unsettled) return res.status(422).render('topics/edit', await editPage(topic, unsettled));
  const editor = signedInOf(req.viewer);
  const { changed } = await editTopic(editor, topic.id, form.values, form.values);
  if (changed) {
    const now = await findTopicFor(editor, topic.id);
    const merged = await mergeEdit(editor, now, form.values, form.shown);
    const page = { ...(await editPage(now, merged.form)), meanwhile: merged.meanwhile };
    return res.status(409).render('topics/edit', page);
  }
  const address = `/topics/${topic.id}`;
  if (topic.state === 'draft') return res.redirect(303, address);
  const texts = textsOf(topic.kind, contentOf(topic.kind, form.values));
  const post = { ...topic, ...visibilityIn(form.values), texts };
  res.redirect(303, await sayingWhoIsNotTold(editor, post, address));
});

signedInRoutes.post('/topics/:topicId/versions/:number/restoration', async (req, res) => {
  const topicId = readId(req.params.topicId);
  await restoreTopic(signedInOf(req.viewer), topicId, readId(req.params.number));
  res.redirect(303, `/topics/${topicId}`);
});

signedInRoutes.post('/topics/:topicId/state', async (req, res) => {
  const topicId = readId(req.params.topicId);
  await changeTopicState(signedInOf(req.viewer), topicId, String(req.body?.state ?? ''));
  res.redirect(303, `/topics/${topicId}#state`);
});

signedInRoutes.get('/topics/:topicId/unread', async (req, res) => {
  const topic = await findTopicFor(req.viewer, readId(req.params.topicId));
  const next = await findNextNumber(topic.id, readNumber(req.query.after) ?? topic.lastRead);
  res.redirect(303, next ? addressOf(topic.id, next) : `/topics/${topic.id}`);
});

signedInRoutes.post('/topics/:topicId/reading-place', async (req, res) => {
  const topic = await findTopicFor(req.viewer, readId(req.params.topicId));
  const number = Number(req.body?.number);
  if (!Number.isInteger(number) || number < 1)
    throw new Refusal(422, 'There is a problem', 'That is not a reply.');
  noteReading(signedInOf(req.viewer).id, topic.id, Math.min(number, topic.lastNumber));
  res.status(204).end();
});

/** The form for a reply where it begins with something: what is kept of it, and the post that the address quotes. */
async function withQuotationIn(req: Request, topicId: number, begun: ShownForm) {
  const post = readParameter(req.query.quote);
  const quotation = post ? await findQuotationFor(req.viewer, topicId, post) : undefined;
  if (quotation)
    return { ...begun, values: { ...begun.values, body: withQuotation(begun.values.body, quotation) } };
  return begun.draft ? begun : undefined;
}

function readPlace(req: Request): ThreadPlace {
  const order: Order = req.query.order === 'newest' ? 'newest' : 'oldest';
  return { page: readNumber(req.query.page) ?? 1, order };
}

/** The workspace, if what is posted there is theirs to read. */
async function findOwnWorkspace(req: Request) {
  const workspace = await findWorkspace(readParameter(req.params.slug));
  if (!isInGroup(req.viewer, workspace.id)) throw notFound();
  return workspace;
}

function readKind(req: Request): Kind {
  const { kind } = req.query;
  if (!isKind(kind)) throw notFound();
  return kind;
}

async function findEditable(req: Request): Promise<Topic> {
  const topic = await findTopicFor(req.viewer, readId(req.params.topicId));
  if (!canEdit(req.viewer, topic)) throw notAllowed('Only the person who posted this topic can edit it.');
  return topic;
}

function firstState(kind: Kind, act: string | undefined): State {
  if (kind === 'question') return 'open';
  if (kind === 'pattern') return 'proposed';
  return act === 'draft' ? 'draft' : 'published';
}

function composePage(workspace: Workspace, kind: Kind, form: ShownForm, preview?: Preview) {
  return { workspace, kind, form, preview, formId: form.values.formId || randomUUID() };
}

/** What is asked of whoever starts a topic; a guest is told beforehand where it waits, and whoever is paused until when. */
function newPage(viewer: Viewer, workspace: Workspace, kind: Kind, form: ShownForm, preview?: Preview) {
  const waits = mustWaitIn(signedInOf(viewer), workspace.id);
  return { ...composePage(workspace, kind, form, preview), waits, paused: whyPaused(viewer, workspace.id) };
}

async function editPage(topic: Topic, form: ShownForm, preview?: Preview) {
  const deadLinks = await listDeadLinksIn(topic);
  return { ...composePage(topic.workspace, topic.kind, form, preview), topic: shownRow(topic), deadLinks };
}

/** Who will see a topic, where the form of its edit says so. */
const visibilityIn = ({ visibility }: { visibility?: Visibility }) => (visibility ? { visibility } : {});
