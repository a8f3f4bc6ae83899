import { formatDateTime } from '../../platform/dates.ts';
import { addressOfPost, moderationOf } from '../replies/addresses.ts';
import { ageOf } from './age.ts';
import type { Act, Case } from './case-queries.ts';
import { categories } from './categories.ts';
import { namePost } from './reported-post.ts';

export const stateLabels = {
  open: 'Open',
  looking: 'Being looked at',
  done: 'Done',
  declined: 'Declined',
} as const;

/** A case as a line of a queue. */
export function shownCase(found: Case) {
  const { id, state, isUrgent, openedAt, post, topic, reply, reported } = found;
  const isOpen = state === 'open' || state === 'looking';
  return {
    ...found,
    href: `/moderation/cases/${id}`,
    what: namePost({ post, kind: topic.kind }),
    postHref: addressOfPost(found),
    actHref: moderationOf(found),
    says: post ? reply?.body : topic.excerpt,
    isOpen,
    isUrgent: isOpen && isUrgent,
    stateLabel: stateLabels[state],
    age: isOpen ? ageOf(openedAt, isUrgent) : undefined,
    reportCount: reported.reduce((sum, { count }) => sum + count, 0),
    categories: reported.map(({ category, count }) => ({ label: categories[category].label, count })),
  };
}

const did: Record<Act['kind'], string> = {
  reported: 'reported it',
  'taken-back': 'took a report back',
  looking: 'began to look at it',
  'let-go': 'let go of it',
  note: 'added a note',
  done: 'closed it as done',
  declined: 'declined it',
};

/** "Grace Okafor closed it as done on 3 March 2027 at 2:15pm". */
export const sayAct = ({ kind, actor, at }: Act): string =>
  `${actor?.name || 'Somebody'} ${did[kind]} on ${formatDateTime(at)}`;
