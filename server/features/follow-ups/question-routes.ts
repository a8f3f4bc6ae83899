import { type Request, Router } from 'express';
import { z } from 'zod';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { newForm, readForm, refusedForm } from '../../platform/forms.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import { type Member, memberOf } from '../../platform/viewer.ts';
import { findReceiver } from '../roles/queries.ts';
import { findTopicFor } from '../topics/queries.ts';
import { askHelpers } from './ask-helpers.ts';
import { assign } from './assign.ts';
import { assignForm, mostAtOnce, peopleIn, takeOnForm } from './forms.ts';
import { canRefuse } from './policy.ts';
import { findFollowUp } from './queries.ts';
import { questionPage } from './question-page.ts';
import { refuse } from './refuse.ts';
import { takeOn } from './take-on.ts';

/** Who sees to a question that waits for a reply. */
export const questionRoutes = Router();

const doneWords = {
  taken: 'You see to this question now',
  assigned: 'They see to it now, and were told',
  asked: 'They were told that this question waits for somebody like them',
};

questionRoutes.get('/topics/:topicId/follow-up', async (req, res) => {
  const { member, topic } = await findOwn(req);
  const page = await questionPage(member, topic, newForm());
  res.render('follow-ups/question', { ...page, done: doneIn(req, doneWords) });
});

questionRoutes.post('/topics/:topicId/follow-up/taking', async (req, res) => {
  const { member, topic } = await findOwn(req);
  const form = readForm(takeOnForm, req.body);
  const from = form.ok ? (form.values.from ?? null) : null;
  if (!(await takeOn(member, topic.id, from)))
    return res.status(409).render('follow-ups/question', await questionPage(member, topic, newForm(), true));
  res.redirect(303, `/topics/${topic.id}/follow-up?done=taken`);
});

questionRoutes.post('/topics/:topicId/follow-up/owner', async (req, res) => {
  const { member, topic } = await findOwn(req);
  const form = readForm(assignForm, req.body);
  const to = form.ok && (await findReceiver(form.values.email));
  if (!form.ok || !to) {
    const shown = form.ok ? refusedForm(form.shown.values, new Map([['email', nobodyThere]])) : form.shown;
    return res.status(422).render('follow-ups/question', await questionPage(member, topic, shown));
  }
  if (to.id === topic.authorId) {
    const shown = refusedForm(form.shown.values, new Map([['email', 'Whoever asked it cannot see to it']]));
    return res.status(422).render('follow-ups/question', await questionPage(member, topic, shown));
  }
  const isDone = await assign(member, topic.id, { to: to.id, from: form.values.from ?? null });
  if (!isDone)
    return res.status(409).render('follow-ups/question', await questionPage(member, topic, form.shown, true));
  res.redirect(303, `/topics/${topic.id}/follow-up?done=assigned`);
});

questionRoutes.post('/topics/:topicId/follow-up/refusal', async (req, res) => {
  const { member, topic } = await findOwn(req);
  await refuse(member, topic.id);
  res.redirect(303, `/topics/${topic.id}`);
});

questionRoutes.post('/topics/:topicId/follow-up/requests', async (req, res) => {
  const { member, topic } = await findOwn(req);
  const { values } = readForm(z.object({}), req.body).shown;
  const personIds = peopleIn(values);
  const wrong =
    personIds.length === 0
      ? 'Choose whom to ask'
      : personIds.length > mostAtOnce
        ? `Choose at most ${mostAtOnce} people`
        : undefined;
  if (wrong) {
    const page = await questionPage(member, topic, (first) => refusedForm(values, new Map([[first, wrong]])));
    return res.status(422).render('follow-ups/question', page);
  }
  await askHelpers(member, topic.id, personIds);
  res.redirect(303, `/topics/${topic.id}/follow-up?done=asked`);
});

const nobodyThere =
  'We know no member with this address. Use the one on their profile; they have to have signed in once';

/** A question as those see it who see to it: its coordinators, and whoever was asked to. */
async function findOwn(req: Request<{ topicId: string }>): Promise<{ member: Member; topic: Found }> {
  const topic = await findTopicFor(req.viewer, readId(req.params.topicId));
  if (topic.kind !== 'question') throw notFound();
  if (canRefuse(req.viewer, await findFollowUp(topic.id))) return { member: memberOf(req.viewer), topic };
  return { member: memberWith(req.viewer, coordinates(topic.workspace.id)), topic };
}

type Found = Awaited<ReturnType<typeof findTopicFor>>;
