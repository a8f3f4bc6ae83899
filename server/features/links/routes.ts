import { type Request, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notAllowed } from '../../platform/errors.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { isCoordinatorOf, signedInOf, type Viewer } from '../../platform/viewer.ts';
import { moderationOf } from '../replies/addresses.ts';
import { chooseTopic } from '../topics/choose-topic.ts';
import type { Meeting } from '../topics/meeting.ts';
import { findTopicFor, type Topic } from '../topics/queries.ts';
import { shownRow } from '../topics/shown.ts';
import { draftGuidance } from './draft-guidance.ts';
import { endLink } from './end-link.ts';
import { linkForm, meetingForm } from './forms.ts';
import { linkTopics, whyNotYours } from './link-topics.ts';
import { canLink, isForModeration } from './policy.ts';
import { type Link, listLinksFor } from './queries.ts';
import { choices, choicesFor, relations } from './relations.ts';
import { sayMeeting } from './say-meeting.ts';

export const signedInRoutes = Router();

signedInRoutes.get('/topics/:topicId/links', async (req, res) => {
  res.render('links/edit', await linksPage(req));
});

signedInRoutes.post('/topics/:topicId/links', async (req, res) => {
  const page = await linksPage(req);
  const again = (form: ShownForm, candidates?: object[]) =>
    res.status(form.errors.length > 0 ? 422 : 200).render('links/edit', { ...page, form, candidates });
  const form = readForm(linkForm, req.body);
  if (!form.ok) return again(form.shown);
  const { topic } = page;
  const { relation } = form.values;
  const ofKinds = relation === 'same-as' ? [topic.kind] : [...choices[relation].kinds];
  const member = signedInOf(req.viewer);
  const chosen = await chooseTopic(member, form, { kinds: ofKinds, notIds: [topic.id] });
  if ('form' in chosen) return again(chosen.form, chosen.candidates);
  const { refused, isForModeration } = await linkTopics(member, topic.id, relation, chosen.id);
  if (isForModeration) return res.redirect(303, addressOfMarking(topic.id, chosen.id));
  if (refused) return again(refusedForm(form.shown.values, new Map([['other', refused]])));
  res.redirect(303, `/topics/${topic.id}/links?done=linked`);
});

signedInRoutes.post('/topics/:topicId/links/:linkId/removal', async (req, res) => {
  const topicId = readId(req.params.topicId);
  await endLink(signedInOf(req.viewer), topicId, readId(req.params.linkId));
  res.redirect(303, `/topics/${topicId}/links?done=unlinked`);
});

signedInRoutes.post('/topics/:topicId/meeting', async (req, res) => {
  const page = await linksPage(req);
  const form = readForm(meetingForm, req.body);
  if (!form.ok) return res.status(422).render('links/edit', { ...page, form: form.shown });
  const { meeting: name, notes } = form.values;
  const [day, month, year] = (['held-day', 'held-month', 'held-year'] as const).map((part) =>
    form.values[part].padStart(2, '0'),
  );
  const meeting = { name, heldOn: `${year}-${month}-${day}`, notes };
  await sayMeeting(signedInOf(req.viewer), page.topic.id, meeting);
  res.redirect(303, `/topics/${page.topic.id}/links?done=meeting`);
});

signedInRoutes.post('/topics/:topicId/meeting/removal', async (req, res) => {
  const topicId = readId(req.params.topicId);
  await sayMeeting(signedInOf(req.viewer), topicId, null);
  res.redirect(303, `/topics/${topicId}/links?done=unlinked`);
});

signedInRoutes.post('/topics/:topicId/guidance', async (req, res) => {
  res.redirect(303, await draftGuidance(signedInOf(req.viewer), readId(req.params.topicId)));
});

async function linksPage(req: Request<{ topicId: string }>) {
  const topic = await findTopicFor(req.viewer, readId(req.params.topicId));
  if (!canLink(req.viewer, topic)) throw notAllowed(whyNotYours);
  const links = topic.linkCount > 0 ? await listLinksFor(req.viewer, topic.id) : [];
  return {
    topic: shownRow(topic),
    meeting: topic.meeting,
    links: links.map(({ id, relation, isHere, isAct, topic: other }) => ({
      id,
      label: isHere ? relations[relation].here : relations[relation].there,
      other: { ...other, href: `/topics/${other.id}` },
      ...endOf(req.viewer, topic, { relation, isHere, isAct }),
    })),
    choices: choicesFor(topic.kind),
    form: newForm(topic.meeting ? fieldsOf(topic.meeting) : {}),
    done: doneIn(req, doneWords),
  };
}

/** What somebody made from this, or says of it, is theirs to take back; what is an act of coordinators is taken back as one. */
function endOf(
  viewer: Viewer,
  topic: Topic,
  { relation, isHere, isAct }: Pick<Link, 'relation' | 'isHere' | 'isAct'>,
) {
  const canEnd = relation === 'replaces' ? !isHere : isHere;
  if (!canEnd || !(isAct || isForModeration(viewer, relation, topic))) return { canEnd };
  const isOfCoordinators = isCoordinatorOf(viewer, topic.workspace.id);
  return { canEnd: false, endHref: isOfCoordinators ? addressOfUnmarking(topic.id) : undefined, isAct };
}

const addressOfMarking = (id: number, otherId: number) =>
  `${moderationOf({ topicId: id, post: 0 })}/mark-duplicate?other=/topics/${otherId}`;
const addressOfUnmarking = (id: number) => `${moderationOf({ topicId: id, post: 0 })}/unmark-duplicate`;

function fieldsOf({ name, heldOn, notes }: Meeting): Record<string, string> {
  const [year = '', month = '', day = ''] = heldOn.split('-').map((part) => part.replace(/^0/, ''));
  return { meeting: name, notes, 'held-day': day, 'held-month': month, 'held-year': year };
}

const doneWords = {
  linked: 'The topics are linked',
  unlinked: 'The link is taken back',
  meeting: 'The meeting is shown with the topic',
};
