import { type Request, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { memberOf } from '../../platform/viewer.ts';
import { findTopicFor } from '../topics/queries.ts';
import { shownRow } from '../topics/shown.ts';
import { adoptionAnswers, helpedAnswers, howItWentForm } from './interest-forms.ts';
import { type Interest, listInterestsIn } from './interest-queries.ts';
import { sayHowItWent } from './say-how-it-went.ts';

/** How it went: what a council was interested in is followed up. */
export const interestRoutes = Router();

const thanks = 'Thank you. The others see what you said';
const doneWords = {
  using: thanks,
  trying: thanks,
  later: 'Thank you. We ask again in two months',
  yes: thanks,
  partly: thanks,
  no: `${thanks}. Say in a reply what is missing, so that somebody can answer that`,
};

interestRoutes.get('/topics/:topicId/how-it-went', async (req, res) => {
  res.render('follow-ups/how-it-went', { ...(await page(req)), done: doneIn(req, doneWords) });
});

interestRoutes.post('/topics/:topicId/how-it-went', async (req, res) => {
  const form = readForm(howItWentForm, req.body);
  if (!form.ok) return res.status(422).render('follow-ups/how-it-went', await page(req, form.shown));
  const { interestId = 0, answer } = form.values;
  const topic = await findTopicFor(req.viewer, readId(req.params.topicId));
  const isSaid = await sayHowItWent(memberOf(req.viewer), { topicId: topic.id, interestId, answer });
  if (!isSaid)
    return res.status(409).render('follow-ups/how-it-went', { ...(await page(req)), isTooLate: true });
  res.redirect(303, `/topics/${topic.id}/how-it-went?done=${answer}`);
});

async function page(req: Request<{ topicId: string }>, form: ShownForm = newForm()) {
  const member = memberOf(req.viewer);
  const topic = await findTopicFor(member, readId(req.params.topicId));
  const interests = await listInterestsIn(topic.id, member.council.id);
  if (interests.length === 0) throw notFound();
  const open = interests.filter(({ isOpen }) => isOpen);
  return { topic: shownRow(topic), council: member.council, interests: open.map(shownInterest), form };
}

function shownInterest({ id, adoption, service, topic }: Interest) {
  if (!adoption) return { id, answers: helpedAnswers };
  const place = adoption.serviceId ? `?service=${adoption.serviceId}` : '';
  return {
    id,
    stage: adoption.stage,
    service,
    since: adoption.recordedAt,
    answers: adoptionAnswers(adoption.stage),
    editHref: `/topics/${topic.id}/adoptions/new${place}`,
  };
}
