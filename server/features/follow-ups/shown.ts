import { shownAppeal } from '../appeals/shown-appeal.ts';
import { shownWaiting } from '../guests/shown-waiting.ts';
import { ageOf } from '../reports/age.ts';
import { shownCase } from '../reports/shown-case.ts';
import type { Reviewed } from '../reviews/queries.ts';
import { healthOf } from '../topics/health.ts';
import { kinds } from '../topics/kinds.ts';
import type { Needs } from './coordinating.ts';
import type { ListedQuestion } from './questions.ts';

/** A question as a line of a coordinator's list. */
export const shownQuestion = (question: ListedQuestion) => ({
  ...question,
  from: question.author.council?.name ?? question.author.job,
  href: `/topics/${question.id}/follow-up`,
});

const shownReviewed = (topic: Reviewed) => ({
  ...topic,
  kindLabel: kinds[topic.kind].label,
  health: healthOf(topic),
});

interface Addresses {
  /** Of a list of questions, but for which. */
  questions: string;
  workspace?: { slug: string };
}

/** What needs a coordinator, each with where all of it is; counts first. */
export function shownNeeds(needs: Needs, { questions, workspace }: Addresses) {
  const { counts, own, nobody, withoutReply, overdue, ownerless, reported, appeals, waiting, misses } = needs;
  const reviews = (need: string) => `/reviews?need=${need}${workspace ? `&in=${workspace.slug}` : ''}`;
  const hrefs = {
    reported: workspace ? `/workspaces/${workspace.slug}/queue` : '/moderation',
    appeals: workspace ? `/workspaces/${workspace.slug}/queue#appeals` : '/moderation#appeals',
    waiting: workspace ? `/workspaces/${workspace.slug}/waiting` : '/moderation#waiting',
    nobody: `${questions}nobody`,
    withoutReply: `${questions}without-reply`,
    overdue: reviews('overdue'),
    ownerless: reviews('ownerless'),
    misses: `/search/misses?week=${misses.week}`,
    newPeople: '/coordinating/newcomers',
  };
  const count = (of: keyof typeof hrefs, one: string, many = one) => ({
    number: counts[of],
    href: hrefs[of],
    label: counts[of] === 1 ? one : many,
  });
  const glance = [
    count('reported', 'open report', 'open reports'),
    count('appeals', 'appeal to decide', 'appeals to decide'),
    count('waiting', 'post waiting for approval', 'posts waiting for approval'),
    count('nobody', 'question nobody sees to', 'questions nobody sees to'),
    count('withoutReply', 'question without a reply', 'questions without a reply'),
    count('overdue', 'overdue for review'),
    count('ownerless', 'looked after by nobody'),
    count('misses', 'search that found nothing', 'searches that found nothing'),
    count('newPeople', 'new person to welcome', 'new people to welcome'),
  ];
  return {
    ...needs,
    own: own.map(shownQuestion),
    nobody: nobody.map(shownQuestion),
    withoutReply: withoutReply.map(shownQuestion),
    reported: reported.map(shownCase),
    appeals: appeals.map((appeal) => ({ ...shownAppeal(appeal), age: ageOf(appeal.createdAt) })),
    waiting: waiting.map((post) => ({ ...shownWaiting(post), age: ageOf(post.createdAt) })),
    overdue: overdue.map(shownReviewed),
    ownerless: ownerless.map(shownReviewed),
    hrefs,
    needsAny: own.length > 0 || glance.some(({ number }) => number > 0),
    glance,
  };
}
