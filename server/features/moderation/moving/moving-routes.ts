import type { Request, Router } from 'express';
import { readId } from '../../../platform/addresses.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../../platform/forms.ts';
import { isCoordinatorOf, memberOf } from '../../../platform/viewer.ts';
import { chooseTopic } from '../../topics/choose-topic.ts';
import { findTopicFor } from '../../topics/queries.ts';
import { actingPage, afterMeanwhile } from '../acting-page.ts';
import { moving } from '../acts.ts';
import { mergeForm } from '../forms.ts';
import { mergeTopics } from './merge-topics.ts';

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
    if ('meanwhile' in done) {
      const { form: knowing, meanwhile } = afterMeanwhile(form.shown, done.meanwhile);
      return again(409, knowing, { meanwhile });
    }
    res.redirect(303, `${page.href}?done=${done.id}`);
  });
}

const whyNotYours = 'You do not coordinate the workspace of that topic. Ask somebody who coordinates both';

/** What the pages of these acts show. */
export async function movingPage(
  req: Request<{ topicId: string }>,
  actName: keyof typeof moving,
  form: ShownForm,
) {
  const { target, page } = await actingPage(
    req.viewer,
    { topicId: readId(req.params.topicId), post: 0 },
    form,
  );
  return { target, ...page, actName, act: moving[actName], isPossible: target.topic.removedAs === null };
}
