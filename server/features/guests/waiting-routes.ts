import { type Request, Router } from 'express';
import { readId, readNumber, readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import { isInGroup, signedInOf } from '../../platform/viewer.ts';
import { deciding, isDeciding } from '../moderation/acts.ts';
import { findAct, findLatestDecision } from '../moderation/queries.ts';
import { shownAct } from '../moderation/shown.ts';
import { addressOfPost } from '../replies/addresses.ts';
import { stateOfQueue } from '../reports/case-queries.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { approveWaiting, declineWaiting } from './decide.ts';
import { reasonForm } from './forms.ts';
import { shownWaiting } from './shown-waiting.ts';
import {
  findWaitingBy,
  findWaitingIn,
  listWaitingBy,
  listWaitingIn,
  type WaitingPost,
} from './waiting-queries.ts';

/** What is one's own and waits. */
export const ownRoutes = Router();

ownRoutes.get('/account/waiting', async (req, res) => {
  const posts = await listWaitingBy(signedInOf(req.viewer));
  res.render('guests/own-waiting', { posts: posts.map((post) => shownToAuthor(req, post)) });
});

ownRoutes.get('/account/waiting/:waitingId', async (req, res) => {
  const post = await findWaitingBy(signedInOf(req.viewer), readId(req.params.waitingId));
  res.render('guests/own-waiting-post', { post: shownToAuthor(req, post) });
});

/** What it answers is named while they may see that. */
function shownToAuthor({ viewer }: Request, post: WaitingPost) {
  const topic = isInGroup(viewer, post.workspace.id) ? post.topic : null;
  return { ...shownWaiting(post), topic };
}

/** What coordinators decide. */
export const decisionRoutes = Router();

decisionRoutes.get('/workspaces/:slug/waiting', async (req, res) => {
  const workspace = await findCoordinated(req);
  // Asked first: what happens while the rest is found is then asked for again.
  const seq = await stateOfQueue([workspace.id]);
  const posts = await listWaitingIn(workspace.id);
  const decided = await decidedIn(req, workspace.id);
  const live = { room: `queue:${workspace.id}`, seq };
  res.render('guests/waiting', { workspace, posts: posts.map(shownWaiting), decided, live });
});

/** The decision that led here, with the button that undoes it. */
async function decidedIn(req: Request, workspaceId: number) {
  const undone = doneIn(req, { undone: 'It waits again' });
  if (undone) return { text: undone };
  const act = await findAct(readNumber(req.query.done) ?? 0);
  if (!act || act.workspace.id !== workspaceId || !isDeciding(act.act)) return undefined;
  const newest = await findLatestDecision(Number(act.details.waitingId), act.personId ?? 0);
  const href = act.topicId ? addressOfPost({ topicId: act.topicId, post: act.post }) : undefined;
  return { ...shownAct(act, newest), text: deciding[act.act].done, href };
}

decisionRoutes.post('/workspaces/:slug/waiting/:waitingId/approval', async (req, res) => {
  const workspace = await findCoordinated(req);
  const { actId } = await approveWaiting(req.viewer, workspace, readId(req.params.waitingId));
  res.redirect(303, `/workspaces/${workspace.slug}/waiting?done=${actId}`);
});

decisionRoutes.get('/workspaces/:slug/waiting/:waitingId/refusal', async (req, res) => {
  res.render('guests/refusal', await refusalPage(req, newForm()));
});

decisionRoutes.post('/workspaces/:slug/waiting/:waitingId/refusal', async (req, res) => {
  const page = await refusalPage(req, newForm());
  const form = readForm(reasonForm, req.body);
  if (!form.ok) return res.status(422).render('guests/refusal', { ...page, form: form.shown });
  const { actId } = await declineWaiting(req.viewer, page.workspace, page.post.id, form.values.reason);
  res.redirect(303, `/workspaces/${page.workspace.slug}/waiting?done=${actId}`);
});

async function findCoordinated(req: Request) {
  const workspace = await findWorkspace(readParameter(req.params.slug));
  memberWith(req.viewer, coordinates(workspace.id));
  return workspace;
}

async function refusalPage(req: Request, form: ShownForm) {
  const workspace = await findCoordinated(req);
  const post = await findWaitingIn(workspace.id, readId(req.params.waitingId));
  return { workspace, post: shownWaiting(post), form };
}
