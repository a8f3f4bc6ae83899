import type { Request, Response, Router } from 'express';
import { readId, readParameter } from '../../../platform/addresses.ts';
import { notFound } from '../../../platform/errors.ts';
import { newForm, readForm, refusedForm, refusedToo, type ShownForm } from '../../../platform/forms.ts';
import { coordinates, memberWith } from '../../../platform/powers.ts';
import { memberOf, signedInOf } from '../../../platform/viewer.ts';
import { findWorkspaceById } from '../../workspaces/queries.ts';
import { actOf, didWords, isActOnSeveral } from '../acts.ts';
import { actForms, choiceIn } from '../forms.ts';
import { whyNotUndo } from '../policy.ts';
import { findLatestActsOn, listActsById } from '../queries.ts';
import { shownAct, shownLine } from '../shown.ts';
import { addressOfAct } from '../told.ts';
import { actOnSeveral } from './act-on-several.ts';
import { type Batch, findBatch } from './batches.ts';
import { choosingPage, findCoordinated, listTicked, severalPage } from './several-page.ts';
import { readTicked } from './ticked.ts';
import { undoSeveral } from './undo-several.ts';

type InWorkspace = Request<{ slug: string }>;

/** The same done to several topics of a workspace at once: chosen from a list, then given a reason. */
export function addSeveralRoutes(routes: Router, signedInRoutes: Router): void {
  routes.get('/workspaces/:slug/moderation', async (req, res) => {
    res.render('moderation/choosing', await choosingPage(req, newForm()));
  });

  routes.get('/workspaces/:slug/moderation/acts', async (req, res) => {
    await showForm(req, res);
  });

  routes.post('/workspaces/:slug/moderation/acts', async (req, res) => {
    const { workspace, member } = await findCoordinated(req);
    const sent = (req.body ?? {}) as Record<string, unknown>;
    const name = String(sent.act ?? '');
    if (!isActOnSeveral(name)) throw notFound();
    const actName = name;
    const form = readForm(actForms[actOf(name).asksFor ?? 'plain'], req.body);
    const ticked = readTicked(form.shown.values);
    if (ticked.size === 0) return again(422, refusedToo(form.shown, 'topics', 'Tick at least one topic'));
    if (!form.ok) return again(422, form.shown);
    const { reason, note, rule, formId } = form.values;
    const values = { reason, note, ruleId: rule, formId, ...choiceIn(form.values) };
    const done = await actOnSeveral(member, workspace.id, name, ticked, values);
    if ('id' in done) return res.redirect(303, `${addressFor(workspace.slug, done.id)}?done=done`);
    const newest = await findLatestActsOn([...ticked.keys()]);
    // Whoever has read what others did can go on.
    const knowing = Object.fromEntries(
      [...ticked.keys()].map((id) => [`topic-${id}`, String(newest.get(id)?.id ?? 0)]),
    );
    const leftOut = await withTopics(member, done.leftOut);
    return again(409, { ...form.shown, values: { ...form.shown.values, ...knowing } }, { leftOut });

    async function again(status: number, shown: ShownForm, more: object = {}) {
      const ticked = readTicked(shown.values);
      const page = await severalPage(member, workspace, actName, ticked, shown);
      res.status(status).render('moderation/several', { ...page, ...more });
    }
  });

  routes.get('/workspaces/:slug/moderation/batches/:batchId', async (req, res) => {
    const { workspace, member } = await findCoordinated(req);
    const batch = await findBatch(readId(req.params.batchId));
    if (batch.workspaceId !== workspace.id) throw notFound();
    const page = await batchPage(batch);
    const done = sayDone(readParameter(req.query.done), page.lines);
    res.render('moderation/batch', { workspace, ...page, ...(await leftOutOf(batch)), done });

    async function leftOutOf({ leftOut }: Batch) {
      return { leftOut: await withTopics(member, leftOut) };
    }
  });

  routes.post('/workspaces/:slug/moderation/batches/:batchId/undo', async (req, res) => {
    const { workspace } = await findCoordinated(req);
    const batch = await findBatch(readId(req.params.batchId));
    if (batch.workspaceId !== workspace.id) throw notFound();
    await undoSeveral(memberOf(req.viewer), batch);
    res.redirect(303, `${addressFor(workspace.slug, batch.id)}?done=undone`);
  });

  /** What was done at once to topics of one's own. */
  signedInRoutes.get('/moderation/batches/:batchId', async (req, res) => {
    const viewer = signedInOf(req.viewer);
    const batch = await findBatch(readId(req.params.batchId));
    const acts = await listActsById(batch.lineIds);
    const own = acts.filter(({ personId }) => personId === viewer.id);
    if (own.length === 0) {
      memberWith(viewer, coordinates(batch.workspaceId));
      const { slug } = await findWorkspaceById(batch.workspaceId);
      return res.redirect(303, addressFor(slug, batch.id));
    }
    const lines = own.map((act) => ({ ...shownLine(act), href: addressOfAct(act.id) }));
    res.render('moderation/batch-told', { act: lines[0], lines });
  });
}

const addressFor = (slug: string, batchId: number) => `/workspaces/${slug}/moderation/batches/${batchId}`;

/** The form for those that were ticked, or the list again where none were, or no act was chosen. */
async function showForm(req: InWorkspace, res: Response) {
  const { workspace, member } = await findCoordinated(req);
  const ticked = readTicked(req.query);
  const name = readParameter(req.query.act);
  if (isActOnSeveral(name) && ticked.size > 0) {
    const page = await severalPage(member, workspace, name, ticked, newForm());
    return res.render('moderation/several', page);
  }
  const values = Object.fromEntries([...ticked].map(([id, latest]) => [`topic-${id}`, String(latest)]));
  const found = new Map([
    ...(ticked.size === 0 ? [['topics', 'Tick at least one topic'] as const] : []),
    ...(isActOnSeveral(name) ? [] : [['act', 'Choose what to do'] as const]),
  ]);
  const form = refusedForm({ ...values, act: isActOnSeveral(name) ? name : '' }, found);
  res.status(422).render('moderation/choosing', await choosingPage(req, form));
}

async function withTopics(member: Parameters<typeof listTicked>[0], leftOut: Batch['leftOut']) {
  const found = await listTicked(member, new Map(leftOut.map(({ topicId }) => [topicId, 0])));
  return leftOut.map(({ topicId, why }) => ({ why, topic: found.find(({ id }) => id === topicId), topicId }));
}

/** What has just become of it, in words. */
function sayDone(done: string, lines: { isUndone: boolean }[]): string | undefined {
  const told = lines.length === 1 ? 'Its author is told' : 'Their authors are told';
  if (done === 'done') return `It is done. ${told}.`;
  if (done !== 'undone') return undefined;
  const isAll = lines.every(({ isUndone }) => isUndone);
  return isAll ? `It is undone. ${told}.` : 'What could be undone is undone. Those authors are told.';
}

/** What was done to which topic, and what of it can be undone. */
async function batchPage(batch: Batch) {
  const acts = await listActsById(batch.lineIds);
  const newest = await findLatestActsOn(acts.flatMap(({ topicId }) => topicId ?? []));
  const lines = acts.map((act) => {
    const latest = newest.get(act.topicId ?? 0);
    return { ...shownAct(act, latest), whyNot: act.isUndone ? '' : (whyNotUndo(act, latest) ?? '') };
  });
  const isUndone = lines.every(({ isUndone }) => isUndone);
  const did = `${didWords(batch.act)} ${lines.length} ${lines.length === 1 ? 'topic' : 'topics'}`;
  return {
    batch,
    lines,
    first: lines[0],
    what: isUndone ? `${did}, then undone` : did,
    canUndo: lines.some(({ canUndo, isUndone }) => canUndo && !isUndone),
    isUndone,
  };
}
