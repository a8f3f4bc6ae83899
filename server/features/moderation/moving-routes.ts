import type { Request, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { isCoordinatorOf, memberOf } from '../../platform/viewer.ts';
import { listRulesFor } from '../rules/queries.ts';
import { chooseTopic } from '../topics/choose-topic.ts';
import { findTopicFor } from '../topics/queries.ts';
import { moving } from './acts.ts';
import { mergeForm } from './forms.ts';
import { mergeTopics } from './merge-topics.ts';
import { type LoggedAct, listActsOn } from './queries.ts';
import { shownLine, shownTarget } from './shown.ts';
import { findTarget } from './targets.ts';

/** Acts that take replies from one topic to another. */
export function addMovingRoutes(routes: Router): void {
  routes.get('/moderation/topics/:topicId/merge', async (req, res) => {
    res.render('moderation/merge', await movingPage(req, 'merge', newForm()));
  });

  routes.post('/moderation/topics/:topicId/merge', async (req, res) => {
    const page = await movingPage(req, 'merge', newForm());
    const again = (status: number, form: ShownForm, more: object = {}) =>
      res.status(status).render('moderation/merge', { ...page, form, ...more });
    const form = readForm(mergeForm, req.body);
    if (!form.ok) return again(422, form.shown);
    const member = memberOf(req.viewer);
    const { topic } = page;
    const chosen = await chooseTopic(member, form, { kinds: [topic.kind], notIds: [topic.id] });
    if ('form' in chosen) {
      const { form, candidates } = chosen;
      return again(form.errors.length > 0 ? 422 : 200, form, { candidates });
    }
    const refuse = (words: string) => again(422, refusedForm(form.shown.values, new Map([['other', words]])));
    const other = await findTopicFor(member, chosen.id);
    if (!isCoordinatorOf(member, other.workspace.id)) return refuse(whyNotYours);
    const { reason, note, rule, latest } = form.values;
    const done = await mergeTopics(member, topic.id, other.id, { reason, note, ruleId: rule, latest });
    if ('refused' in done) return refuse(done.refused);
    if ('meanwhile' in done) return again(409, ...afterMeanwhile(form.shown, done.meanwhile));
    res.redirect(303, `${page.href}?done=${done.id}`);
  });
}

const whyNotYours = 'You do not coordinate the workspace of that topic. Ask somebody who coordinates both';

function afterMeanwhile({ values, ...shown }: ShownForm, act: LoggedAct): [ShownForm, object] {
  return [{ ...shown, values: { ...values, latest: String(act.id) } }, { meanwhile: shownLine(act) }];
}

async function movingPage(req: Request<{ topicId: string }>, actName: keyof typeof moving, form: ShownForm) {
  const post = { topicId: readId(req.params.topicId), post: 0 };
  const target = await findTarget(req.viewer, post);
  const [newest] = await listActsOn(post);
  return {
    ...shownTarget(target),
    actName,
    act: moving[actName],
    isPossible: target.topic.removedAs === null,
    rules: await ruleChoices(target.topic.workspace.id),
    form: { ...form, values: { ...form.values, latest: form.values.latest ?? String(newest?.id ?? 0) } },
  };
}

/** The rules that an act may be done by. */
export const ruleChoices = async (workspaceId: number) =>
  (await listRulesFor(workspaceId)).map(({ id, title }) => ({ value: String(id), text: title }));
