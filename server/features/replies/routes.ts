import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { readId, readNumber } from '../../platform/addresses.ts';
import { notAllowed } from '../../platform/errors.ts';
import { readForm, type ShownForm } from '../../platform/forms.ts';
import { mustWaitIn, type SignedIn, signedInOf, type Viewer } from '../../platform/viewer.ts';
import { formWithDraft } from '../drafts/form-with-draft.ts';
import { keepDraft } from '../drafts/keep-draft.ts';
import { holdForApproval } from '../guests/hold-for-approval.ts';
import { isNewHere } from '../guests/limits-on-posts.ts';
import { postUnlessCaught } from '../guests/post-unless-caught.ts';
import { sayingWhoIsNotTold } from '../mentions/untold.ts';
import { stillCollides } from '../topics/meanwhile.ts';
import { sendTopicPage } from '../topics/page.ts';
import { canReply, whyNoReply } from '../topics/policy.ts';
import { findTopicFor, type Topic } from '../topics/queries.ts';
import { shownRow } from '../topics/shown.ts';
import { addressOfPage } from '../topics/thread-pages.ts';
import { acceptAnswer, undoAcceptance } from './accept-answer.ts';
import { editReply } from './edit-reply.ts';
import { editReplyForm, type ReplyValues, replyForm } from './forms.ts';
import { replyHistory } from './history.ts';
import { mergeEdit } from './merge-edit.ts';
import { findMoved } from './moved.ts';
import { powersOverReply } from './policy.ts';
import { postReply } from './post-reply.ts';
import { previewOf } from './preview.ts';
import {
  findNumberOf,
  findPageOf,
  findReplyByNumber,
  findReplyFor,
  type Reply,
  type ReplyPlace,
} from './queries.ts';
import { removeReply, restoreReply } from './remove-reply.ts';
import { restoreVersion } from './restore-version.ts';
import { shownReply } from './shown.ts';

export const publicRoutes = Router();
export const signedInRoutes = Router();

publicRoutes.get('/topics/:topicId/replies/:number', async (req, res) => {
  const [topicId, number] = [readId(req.params.topicId), readId(req.params.number)];
  const moved = await findMoved(topicId, number);
  if (moved?.nowTopicId) return res.redirect(303, `/topics/${moved.nowTopicId}`);
  const { reply } = moved?.replyId
    ? await findReplyFor(req.viewer, moved.replyId)
    : await findReplyByNumber(req.viewer, topicId, number);
  res.redirect(303, await addressOnPage(reply));
});

publicRoutes.get('/topics/:topicId/replies', (req, res) => {
  res.redirect(303, `/topics/${readId(req.params.topicId)}#write`);
});

publicRoutes.get('/replies/:replyId/history', async (req, res) => {
  const page = readNumber(req.query.page);
  res.render('replies/history', await replyHistory(req.viewer, readId(req.params.replyId), page));
});

signedInRoutes.post('/topics/:topicId/replies', async (req, res) => {
  const topicId = readId(req.params.topicId);
  const form = readForm(replyForm, req.body);
  const { act } = form.shown.values;
  if (act === 'draft') return keepDraft(req, res, form.shown);
  if (!form.ok) {
    await findAnswerable(req.viewer, topicId);
    const answer = await findNumberOf(topicId, form.shown.values.parentId);
    return sendTopicPage(res.status(422), topicId, { form: form.shown, answer });
  }
  if (act === 'preview') return res.render('replies/preview', await previewPage(req, topicId, form.shown));

  const author = signedInOf(req.viewer);
  const { held, reply } = await postOrHold(author, topicId, form);
  // To the page's script a redirect would say that it has been posted: it then sends the form as browsers do.
  if (held && isSentByScript(req)) return res.status(202).end();
  if (held) return res.redirect(303, `/account/waiting/${held.id}`);
  const address = await addressAfter(author, reply, form.values.body);
  // The page's script sees no address: sent as browsers do, it is the same reply once more.
  if (address.includes('untold=') && isSentByScript(req)) return res.status(202).end();
  res.redirect(303, address);
});

signedInRoutes.get('/replies/:replyId/edit', async (req, res) => {
  const found = await findEditable(req);
  const { id, body, versionCount } = found.reply;
  const form = await formWithDraft(req, `/replies/${id}/edit`, { body, from: String(versionCount) });
  res.render('replies/edit', editPage(found, form));
});

signedInRoutes.post('/replies/:replyId/edit', async (req, res) => {
  const found = await findEditable(req);
  const form = readForm(editReplyForm, req.body);
  if (form.shown.values.act === 'draft') return keepDraft(req, res, form.shown);
  if (!form.ok) return res.status(422).render('replies/edit', editPage(found, form.shown));
  if (form.shown.values.act === 'preview') {
    return res.render('replies/edit', {
      ...editPage(found, form.shown),
      preview: await previewOf(req.viewer, found.topic, form.values.body),
    });
  }
  const unsettled = stillCollides(form.shown, [{ field: 'body', label: 'Reply' }]);
  if (unsettled) return res.status(422).render('replies/edit', editPage(found, unsettled));
  const editor = signedInOf(req.viewer);
  const { changed } = await editReply(editor, found.reply.id, form.values.body, form.values);
  if (changed) {
    const now = await findReplyFor(editor, found.reply.id);
    const merged = await mergeEdit(editor, now, form.values.from ?? 0, form.shown);
    const page = { ...editPage(now, merged.form), meanwhile: merged.meanwhile };
    return res.status(409).render('replies/edit', page);
  }
  res.redirect(303, await addressAfter(editor, found.reply, form.values.body));
});

signedInRoutes.post('/replies/:replyId/versions/:number/restoration', async (req, res) => {
  const number = readId(req.params.number);
  const { reply } = await restoreVersion(signedInOf(req.viewer), readId(req.params.replyId), number);
  res.redirect(303, await addressOnPage(reply));
});

const acts = {
  removal: removeReply,
  'removal/removal': restoreReply,
  acceptance: acceptAnswer,
  'acceptance/removal': undoAcceptance,
} satisfies Record<string, (member: SignedIn, id: number) => Promise<{ reply: Reply }>>;

for (const [noun, act] of Object.entries(acts)) {
  signedInRoutes.post(
    `/replies/:replyId/${noun}`,
    async (req: Request<{ replyId: string }>, res: Response) => {
      const { reply } = await act(signedInOf(req.viewer), readId(req.params.replyId));
      res.redirect(303, await addressOnPage(reply));
    },
  );
}

/** Where a reply stands: the page of its thread, at its place. */
async function addressOnPage(reply: ReplyPlace): Promise<string> {
  const page = await findPageOf(reply, 'oldest');
  return `${addressOfPage(reply.topicId, { page, order: 'oldest' })}#reply-${reply.number}`;
}

/** The same for whoever posted it: the page says whom it speaks to in vain. */
async function addressAfter(writer: SignedIn, reply: ReplyPlace, body: string): Promise<string> {
  const address = await addressOnPage(reply);
  if (!body.includes('@')) return address;
  const topic = await findTopicFor(writer, reply.topicId);
  return sayingWhoIsNotTold(writer, { ...topic, number: reply.number, texts: [body] }, address);
}

async function findEditable(req: Request) {
  const found = await findReplyFor(req.viewer, readId(req.params.replyId));
  if (!powersOverReply(req.viewer, found).edit)
    throw notAllowed('Only the person who wrote this reply can edit it.');
  return found;
}

/** What a guest writes first in a workspace is kept for its coordinators, and what a limit catches. */
async function postOrHold(author: SignedIn, topicId: number, { values, shown }: SentReply) {
  if (!isNewHere(author)) return { reply: await postReply(author, topicId, values) };
  const topic = await findTopicFor(author, topicId);
  const held = { workspaceId: topic.workspace.id, topicId, fields: shown.values };
  if (mustWaitIn(author, topic.workspace.id)) {
    if (!canReply(author, topic)) throw notAllowed(whyNoReply(author, topic));
    return { held: await holdForApproval(author, held) };
  }
  const { posted, caughtBy } = await postUnlessCaught(author, topic.workspace.id, (executor) =>
    postReply(author, topicId, values, executor),
  );
  if (posted) return { reply: posted };
  return { held: await holdForApproval(author, { ...held, caughtBy }) };
}

interface SentReply {
  values: ReplyValues;
  shown: ShownForm;
}

const isSentByScript = ({ headers }: Request) => {
  const mode = headers['sec-fetch-mode'];
  return mode !== undefined && mode !== 'navigate';
};

/** The topic, if it still takes replies: only then does its page have a form to show what was typed in again. */
async function findAnswerable(viewer: Viewer, topicId: number): Promise<Topic> {
  const topic = await findTopicFor(viewer, topicId);
  if (!canReply(viewer, topic)) throw notAllowed(whyNoReply(viewer, topic));
  return topic;
}

async function previewPage(req: Request, topicId: number, form: ShownForm) {
  const topic = await findAnswerable(req.viewer, topicId);
  const { parentId, body = '', formId } = form.values;
  const parent = parentId ? shownReply((await findReplyFor(req.viewer, readId(parentId))).reply) : undefined;
  const can = { wait: mustWaitIn(signedInOf(req.viewer), topic.workspace.id) };
  return {
    topic: shownRow(topic),
    parent,
    preview: await previewOf(req.viewer, topic, body),
    form,
    can,
    formId: formId || randomUUID(),
  };
}

function editPage({ reply, topic }: { reply: Reply; topic: Topic }, form: ShownForm) {
  return {
    reply: shownReply(reply),
    topic: shownRow(topic),
    form,
    formId: form.values.formId || randomUUID(),
  };
}
