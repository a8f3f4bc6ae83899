import { type Request, Router } from 'express';
import { readId, readNumber, readParameter } from '../../platform/addresses.ts';
import { readLastDay } from '../../platform/days.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import { memberOf, signedInOf } from '../../platform/viewer.ts';
import { listDeadLinksIn } from '../cited-pages/queries.ts';
import { isReasonOf } from '../cited-pages/why-dead.ts';
import { healthOf } from '../topics/health.ts';
import { kinds } from '../topics/kinds.ts';
import { canEdit, canReview } from '../topics/policy.ts';
import { findTopicFor, type Topic } from '../topics/queries.ts';
import { shownRow } from '../topics/shown.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { reviewForm } from './forms.ts';
import {
  countNeeding,
  listNeeding,
  listReviewedBy,
  listReviewsOf,
  type Needing,
  type Reviewed,
  reviewsOnPage,
} from './queries.ts';
import { sayStillRight, whyNoReview } from './say-still-right.ts';

export const routes = Router();

routes.get('/topics/:topicId/review', async (req, res) => {
  res.render('reviews/topic', await reviewPage(req, await findReviewable(req), newForm()));
});

routes.post('/topics/:topicId/review', async (req, res) => {
  const topic = await findReviewable(req);
  const form = readForm(reviewForm, req.body);
  if (!form.ok) return res.status(422).render('reviews/topic', await reviewPage(req, topic, form.shown));
  await sayStillRight(signedInOf(req.viewer), topic.id, readLastDay(form.values, 'review') ?? undefined);
  res.redirect(303, `/topics/${topic.id}#state`);
});

routes.get('/account/reviews', async (req, res) => {
  const topics = await listReviewedBy(memberOf(req.viewer));
  res.render('reviews/own', { topics: topics.map(shownReviewed) });
});

const choices: { need: Needing; label: string }[] = [
  { need: 'overdue', label: 'Overdue' },
  { need: 'due', label: 'Review due' },
  { need: 'ownerless', label: 'Nobody looks after it' },
];

routes.get('/reviews', async (req, res) => {
  const member = memberOf(req.viewer);
  if (!member.isCoordinator && member.leads.length === 0) throw notFound();
  const asked = readParameter(req.query.need);
  const workspace = await findNarrowing(req);
  // Of councils that somebody leads there is nothing in a workspace that they coordinate.
  const inCharge = workspace ? { coordinates: [workspace.id], leads: [] } : member;
  const place = workspace ? `&in=${workspace.slug}` : '';
  const counts = await countNeeding(inCharge);
  const usual = choices.find(({ need }) => counts[need] > 0)?.need ?? 'overdue';
  const need = choices.find((choice) => choice.need === asked)?.need ?? usual;
  const page = readNumber(req.query.page) ?? 1;
  const topics = await listNeeding(inCharge, need, page);
  res.render('reviews/needing', {
    choices: choices.map((choice) => ({
      ...choice,
      count: counts[choice.need],
      href: `/reviews?need=${choice.need}${place}`,
      current: choice.need === need,
    })),
    need,
    workspace,
    topics: topics.map(shownReviewed),
    links: pageLinks(
      page,
      Math.ceil(counts[need] / reviewsOnPage),
      (to) => `/reviews?need=${need}${place}&page=${to}`,
    ),
  });
});

/** The workspace that somebody who coordinates it wants to see alone. */
async function findNarrowing(req: Request) {
  const slug = readParameter(req.query.in);
  if (!slug) return undefined;
  const workspace = await findWorkspace(slug);
  memberWith(req.viewer, coordinates(workspace.id));
  return workspace;
}

async function findReviewable(req: Request<{ topicId: string }>): Promise<Topic> {
  const topic = await findTopicFor(req.viewer, readId(req.params.topicId));
  if (!canReview(req.viewer, topic)) throw notAllowed(whyNoReview);
  return topic;
}

async function reviewPage(req: Request, topic: Topic, form: ShownForm) {
  const deadLinks = await listDeadLinksIn(topic);
  const isListed = (reason: string) => deadLinks.some((link) => isReasonOf(link, reason));
  const reasons = topic.reviewReasons.filter((reason) => !isListed(reason));
  return {
    topic: { ...shownRow(topic), reviewBy: topic.reviewBy, reasons },
    can: { edit: canEdit(req.viewer, topic) },
    deadLinks,
    reviews: await listReviewsOf(topic.id),
    form,
  };
}

const shownReviewed = (topic: Reviewed) => ({
  ...topic,
  kindLabel: kinds[topic.kind].label,
  health: healthOf(topic),
});
