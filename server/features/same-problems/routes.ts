import { type Request, Router } from 'express';
import { z } from 'zod';
import { readId } from '../../platform/addresses.ts';
import { notAllowed } from '../../platform/errors.ts';
import { newForm, readForm, type ShownForm, textField } from '../../platform/forms.ts';
import { memberOf } from '../../platform/viewer.ts';
import { findTopicFor } from '../topics/queries.ts';
import { shownRow } from '../topics/shown.ts';
import { canSayTheSame, whyNotTheSame } from './policy.ts';
import { findSameProblem } from './queries.ts';
import { sayWeHaveThisToo, takeBackWeHaveThisToo } from './say-we-have-this-too.ts';

export const routes = Router();

const sameProblemForm = z.object({ line: textField('Your line', { max: 200 }) });

routes.get('/topics/:topicId/same-problem', async (req, res) => {
  res.render('same-problems/edit', await page(req));
});

routes.post('/topics/:topicId/same-problem', async (req, res) => {
  const form = readForm(sameProblemForm, req.body);
  if (!form.ok) return res.status(422).render('same-problems/edit', await page(req, form.shown));
  const topicId = readId(req.params.topicId);
  await sayWeHaveThisToo(memberOf(req.viewer), topicId, form.values.line);
  res.redirect(303, `/topics/${topicId}#shared`);
});

routes.post('/topics/:topicId/same-problem/removal', async (req, res) => {
  const topicId = readId(req.params.topicId);
  await takeBackWeHaveThisToo(memberOf(req.viewer), topicId);
  res.redirect(303, `/topics/${topicId}`);
});

async function page(req: Request<{ topicId: string }>, sent?: ShownForm) {
  const member = memberOf(req.viewer);
  const topic = await findTopicFor(member, readId(req.params.topicId));
  if (!canSayTheSame(member, topic)) throw notAllowed(whyNotTheSame(member, topic));
  const said = await findSameProblem(topic.id, member.council.id);
  return {
    topic: shownRow(topic),
    council: member.council,
    said,
    form: sent ?? newForm({ line: said?.line ?? '' }),
  };
}
