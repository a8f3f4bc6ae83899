import { type Request, type Response, Router } from 'express';
import { readId, readNumber, readParameter } from '../../platform/addresses.ts';
import { formatLastDay } from '../../platform/days.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { isAdministrator, memberWith } from '../../platform/powers.ts';
import { isCoordinatorOf, type Member, memberOf, signedInOf, type Viewer } from '../../platform/viewer.ts';
import { moderationOf } from '../replies/addresses.ts';
import { chooseTopic } from '../topics/choose-topic.ts';
import type { Kind } from '../topics/kinds.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { actOnPost } from './act-on-post.ts';
import { actingPage, afterMeanwhile } from './acting-page.ts';
import { actOf, isActName, isMoving, labelOf, listActsFor, moving, type Target, wordsOf } from './acts.ts';
import { aroundPost } from './around-post.ts';
import { addEditingRoutes } from './editing/editing-routes.ts';
import { actForms, choiceIn } from './forms.ts';
import { listOthersHeldBy } from './moves.ts';
import { addMovingRoutes } from './moving/moving-routes.ts';
import { addSplitRoutes } from './moving/split-routes.ts';
import { isOfOthersOnOwn, isOwnToEdit, madeGoodBy } from './policy.ts';
import { findAct, findLatestAct, type LoggedAct, listActsOn, listLog } from './queries.ts';
import { readPost, type Where } from './read-post.ts';
import { addSeveralRoutes } from './several/several-routes.ts';
import { shownAct, shownLine, shownTarget } from './shown.ts';
import { authorOf, findTarget } from './targets.ts';
import { toldPage } from './told-page.ts';
import { undoAct } from './undo-act.ts';

export const routes = Router();
export const signedInRoutes = Router();

// Before the acts, whose names stand in the same place of the address.
addMovingRoutes(routes);
addSeveralRoutes(routes, signedInRoutes);
addSplitRoutes(routes);

for (const address of ['/moderation/topics/:topicId', '/moderation/topics/:topicId/replies/:number']) {
  routes.get(address, async (req: Request<Where>, res: Response) => {
    const post = readPost(req);
    const target = await findTarget(req.viewer, post);
    const acts = await listActsOn(post);
    res.render('moderation/post', {
      ...shownTarget(target),
      acts: acts.map((act) => shownTo(req.viewer, target, act, acts)),
      ...(await aroundPost(memberOf(req.viewer), target, acts)),
      choices: choicesFor(req.viewer, target, acts),
      acted: actedBefore(req, target, acts),
      suspendHref: suspensionOf(req.viewer, authorOf(target)),
    });
  });

  addEditingRoutes(routes, address);

  routes.get(`${address}/:act`, async (req: Request<Where>, res: Response) => {
    const other = readParameter(req.query.other).slice(0, 300);
    res.render('moderation/act', await actPage(req, newForm(other ? { other } : {})));
  });

  routes.post(`${address}/:act`, async (req: Request<Where>, res: Response) => {
    const page = await actPage(req, newForm());
    const form = readForm(actForms[page.act.asksFor ?? 'plain'], req.body);
    const again = (status: number, shown: ShownForm, more: object = {}) =>
      res.status(status).render('moderation/act', { ...page, form: shown, ...more });
    if (!form.ok) return again(422, form.shown);
    const member = memberOf(req.viewer);
    const other: Awaited<ReturnType<typeof chooseTopic>> | { id?: undefined } =
      'other' in form.values ? await chooseOther(member, page, { ...form, values: form.values }) : {};
    if ('form' in other) return again(other.form.errors.length > 0 ? 422 : 200, other.form, other);
    const { reason, note, rule, latest, version } = form.values;
    const values = {
      reason,
      note,
      ruleId: rule,
      latest,
      version,
      ...choiceIn(form.values),
      otherId: other.id,
    };
    const done = await actOnPost(member, readPost(req), page.actName, values);
    if ('refused' in done) {
      const field = page.act.asksFor === 'topic' ? 'other' : 'workspaceId';
      return again(422, refusedForm(form.shown.values, new Map([[field, done.refused]])));
    }
    if ('isChanged' in done) return again(409, form.shown, { isChanged: true });
    if ('meanwhile' in done) {
      const { form: again, meanwhile } = afterMeanwhile(form.shown, done.meanwhile);
      return res.status(409).render('moderation/act', { ...(await actPage(req, again)), meanwhile });
    }
    res.redirect(303, `${page.href}?done=${done.id}`);
  });
}

/** Where an administrator keeps somebody else out of the whole service. */
const suspensionOf = (viewer: Viewer, personId: number) =>
  viewer.kind === 'member' && viewer.isAdministrator && viewer.id !== personId
    ? `/administration/people/${personId}/suspension`
    : undefined;

/** An act as this coordinator sees it: what others did to what they wrote is not theirs to undo. */
function shownTo(viewer: Viewer, target: Target, act: LoggedAct, acts: LoggedAct[]) {
  const shown = shownAct(act, acts[0]);
  return isOfOthersOnOwn(viewer, target, act) ? { ...shown, canUndo: false } : shown;
}

const choicesFor = (viewer: Viewer, target: Target, acts: LoggedAct[]) =>
  [...listActsFor(target), ...listMovesFor(target)]
    .filter((name) => name !== 'edit' || !isOwnToEdit(viewer, target))
    .filter((name) => !isOfOthersOnOwn(viewer, target, madeGoodBy(name, acts)))
    .map((name) => ({ ...wordsOf(name), label: labelOf(name, target), href: hrefOf(target, name) }));

/** A reply is split off on the page where others can be chosen with it. */
function hrefOf({ topic, reply }: Target, name: string): string {
  const { id: topicId } = topic;
  if (name === 'split' && reply) return `${moderationOf({ topicId, post: 0 })}/split?reply=${reply.number}`;
  return `${moderationOf({ topicId, post: reply?.number ?? 0 })}/${name}`;
}

/** What takes a topic's replies elsewhere is done to topics that everyone can read. */
function listMovesFor({ topic, reply }: Target): (keyof typeof moving)[] {
  if (topic.removedAs || reply?.purgedAt) return [];
  return reply ? ['split'] : (Object.keys(moving) as (keyof typeof moving)[]);
}

/** The act that led here, with the button that undoes it. */
function actedBefore({ viewer, query }: Request<Where>, target: Target, acts: LoggedAct[]) {
  const id = Number(readParameter(query.done));
  const act = acts.find((one) => one.id === id);
  if (!act) return undefined;
  return {
    ...shownAct(act, acts[0]),
    text: doneText(act, target),
    told: whoIsTold(viewer, act),
    newTopic: act.act === 'split' ? `/topics/${act.details.toId}` : undefined,
  };
}

function doneText(act: LoggedAct, { topic, posting }: Target): string {
  if (act.act === 'move') return `It is in ${topic.workspace.name} now`;
  if (act.act === 'pause' && posting?.pausedUntil)
    return `The posting of ${act.person?.name} is paused until the end of ${formatLastDay(posting.pausedUntil)}`;
  return wordsOf(act.act)?.done ?? 'It is as it was before';
}

/** Whoever acts on their own post knows of it. */
function whoIsTold(viewer: Viewer, { act, person, actor }: LoggedAct): string {
  const isOwn = !person || person.id === actor.id || person.id === memberOf(viewer).id;
  if (isMoving(act))
    return isOwn
      ? 'Whoever else wrote what was moved is told.'
      : `${person.name} is told, and whoever else wrote what was moved.`;
  return isOwn ? '' : `${person.name} is told.`;
}

/** The topic that it is the same as: what can be chosen is of the same kind. */
const chooseOther = (
  member: Member,
  { topic }: { topic: { id: number; kind: Kind } },
  form: Parameters<typeof chooseTopic>[1],
) => chooseTopic(member, form, { kinds: [topic.kind], notIds: [topic.id] });

async function actPage(req: Request<Where>, form: ShownForm) {
  const name = req.params.act ?? '';
  if (!isActName(name) || name === 'edit') throw notFound();
  const { target, page } = await actingPage(req.viewer, readPost(req), form);
  return {
    ...page,
    isOwn: authorOf(target) === memberOf(req.viewer).id,
    actName: name,
    act: { ...actOf(name), label: labelOf(name, target) },
    isPossible: listActsFor(target).includes(name),
    workspaces: actOf(name).asksFor === 'workspace' ? await listOthersHeldBy(req.viewer, target.topic) : [],
  };
}

routes.post('/moderation/acts/:actId/undo', async (req, res) => {
  const post = await undoAct(memberOf(req.viewer), readId(req.params.actId));
  if ('waitsIn' in post) return res.redirect(303, `/workspaces/${post.waitsIn}/waiting?done=undone`);
  const newest = await findLatestAct(post);
  res.redirect(303, `${moderationOf(post)}?done=${newest?.id}`);
});

/** What was done to one's own post, and why; coordinators of the workspace see what its author sees. */
signedInRoutes.get('/moderation/acts/:actId', async (req, res) => {
  const viewer = signedInOf(req.viewer);
  const act = await findAct(readId(req.params.actId));
  const mayRead = act && (act.personId === viewer.id || isCoordinatorOf(viewer, act.workspace.id));
  if (!mayRead) throw notFound();
  const done = doneIn(req, { appealed: 'Your appeal is sent' });
  res.render('moderation/told', { ...(await toldPage(viewer, act)), form: newForm(), done });
});

routes.get('/workspaces/:slug/moderation-log', async (req, res) => {
  const workspace = await findWorkspace(readParameter(req.params.slug));
  const address = `/workspaces/${workspace.slug}/moderation-log`;
  res.render('moderation/log', {
    workspace,
    section: 'standard',
    breadcrumbs: [
      { text: 'The Standard', href: '/standard' },
      { text: workspace.name, href: `/workspaces/${workspace.slug}` },
    ],
    ...(await logPage(req, { address, name: `What coordinators did: ${workspace.name}` }, workspace.id)),
  });
});

routes.get('/administration/moderation-log', async (req, res) => {
  memberWith(req.viewer, isAdministrator);
  const log = { address: '/administration/moderation-log', name: 'Log of moderation' };
  res.render('moderation/log', {
    isWhole: true,
    section: 'administration',
    breadcrumbs: [{ text: 'Administration', href: '/administration' }],
    ...(await logPage(req, log)),
  });
});

async function logPage(
  req: Request,
  { address, name }: { address: string; name: string },
  workspaceId?: number,
) {
  const page = readNumber(req.query.page) ?? 1;
  const { lines, pages } = await listLog(workspaceId, page);
  if (page > pages) throw notFound();
  const links = pageLinks(page, pages, (page) => `${address}?page=${page}`);
  const title = page > 1 ? `${name}, page ${page}` : name;
  return {
    title,
    lines: lines.map((act) => ({ ...shownLine(act), lookHref: lookHrefFor(req.viewer, act) })),
    links,
  };
}

/** Where its coordinators see the post that a line is about, as it now stands. */
const lookHrefFor = (viewer: Viewer, { topicId, post, isInNow }: LoggedAct) =>
  topicId !== null && isInNow !== null && isCoordinatorOf(viewer, isInNow)
    ? moderationOf({ topicId, post })
    : undefined;
