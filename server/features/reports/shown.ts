import { addressOfPost } from '../replies/addresses.ts';
import type { kinds } from '../topics/kinds.ts';
import { type Category, categories, categoryNames } from './categories.ts';
import { namePost } from './reported-post.ts';

/** The categories as a form offers them. */
export const categoryChoices = categoryNames.map((name) => ({
  value: name,
  text: categories[name].label,
  hint: categories[name].hint,
}));

export const shownCategory = <T extends { category: Category }>(report: T) => ({
  ...report,
  categoryLabel: categories[report.category].label,
});

interface Sayable {
  category: Category;
  line: string;
  post: number;
  topicId: number;
  topic: { title: string; kind: keyof typeof kinds } | null;
  takenBackAt: Date | null;
  toldAt: Date | null;
  state: string;
  outcome: string;
}

/** What somebody sees of what they reported themselves. */
export function shownOwnReport<T extends Sayable>(report: T) {
  const { post, topic, toldAt, takenBackAt } = report;
  return {
    ...shownCategory(report),
    where: topic && {
      title: topic.title,
      what: namePost({ post, kind: topic.kind }),
      href: addressOfPost(report),
    },
    isOpen: !toldAt && !takenBackAt,
    stateLabel: takenBackAt
      ? 'You took it back'
      : toldAt
        ? closedLabels[report.state]
        : openLabels[report.state],
  };
}

const openLabels: Record<string, string> = {
  open: 'Waiting for a coordinator',
  looking: 'A coordinator is looking at it',
};

const closedLabels: Record<string, string> = { done: 'Dealt with', declined: 'Left as it is' };
