import { type Request, Router } from 'express';
import { readId, readNumber } from '../../platform/addresses.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import { newForm, type ShownForm } from '../../platform/forms.ts';
import { type Member, memberOf } from '../../platform/viewer.ts';
import { listPeopleOf } from '../people/queries.ts';
import { listServicesOf } from '../services/queries.ts';
import { findTopicFor, type Topic } from '../topics/queries.ts';
import { shownRow } from '../topics/shown.ts';
import { readAdoption, stageChoices, workedChoices } from './forms.ts';
import { canAdopt, whyNotAdopt } from './policy.ts';
import { findAdoption, listAdoptionsInFull } from './queries.ts';
import { recordAdoption, takeAdoptionBack } from './record-adoption.ts';
import { shownAdoption } from './shown.ts';

export const routes = Router();

routes.get('/topics/:topicId/adoptions', async (req, res) => {
  const member = memberOf(req.viewer);
  const topic = await findTopicFor(member, readId(req.params.topicId));
  const all = (await listAdoptionsInFull(topic.id)).map((adoption) => ({
    ...shownAdoption(adoption),
    isOwn: adoption.council.id === member.council.id,
  }));
  res.render('adoptions/of-topic', {
    topic: shownRow(topic),
    current: all.filter(({ endedAt }) => !endedAt),
    earlier: all.filter(({ endedAt }) => endedAt),
    can: { adopt: canAdopt(member, topic) },
  });
});

routes.get('/topics/:topicId/adoptions/new', async (req, res) => {
  const { member, topic, known } = await findAdoptable(req);
  const serviceId = readNumber(req.query.service) ?? null;
  const before = await findAdoption(db, { topicId: topic.id, councilId: member.council.id, serviceId });
  const [year = '', month = ''] = (before?.since ?? '').split('-');
  const form = newForm({
    stage: before?.stage ?? '',
    serviceId: String(serviceId ?? ''),
    month: month.replace(/^0/, ''),
    year,
    worked: before?.worked ?? '',
    outcome: before?.outcome ?? '',
    contactId: String(before ? (before.contactId ?? '') : member.id),
  });
  res.render('adoptions/edit', page(member, topic, known, form));
});

routes.post('/topics/:topicId/adoptions/new', async (req, res) => {
  const { member, topic, known } = await findAdoptable(req);
  const form = readAdoption(req.body, known);
  if (!form.ok) return res.status(422).render('adoptions/edit', page(member, topic, known, form.shown));
  await recordAdoption(member, topic.id, form.values);
  res.redirect(303, `/topics/${topic.id}#shared`);
});

routes.post('/adoptions/:adoptionId/removal', async (req, res) => {
  const topicId = await takeAdoptionBack(memberOf(req.viewer), readId(req.params.adoptionId));
  res.redirect(303, `/topics/${topicId}/adoptions`);
});

async function findAdoptable(req: Request<{ topicId: string }>) {
  const member = memberOf(req.viewer);
  const topic = await findTopicFor(member, readId(req.params.topicId));
  if (!canAdopt(member, topic)) throw notAllowed(whyNotAdopt(member, topic));
  const [people, services] = await Promise.all([
    listPeopleOf(member.council.id),
    listServicesOf(member, member.council.id),
  ]);
  return { member, topic, known: { people, services: services.filter(({ endedAt }) => !endedAt) } };
}

type Known = Awaited<ReturnType<typeof findAdoptable>>['known'];

function page(member: Member, topic: Topic, { people, services }: Known, form: ShownForm) {
  const choice = ({ id, name }: { id: number; name: string }) => ({ value: String(id), text: name });
  return {
    topic: shownRow(topic),
    council: member.council,
    stageChoices,
    workedChoices,
    services: services.map(choice),
    people: people.map(choice),
    form,
  };
}
