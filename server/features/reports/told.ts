import { formatDate } from '../../platform/dates.ts';
import type { Told } from '../notices/tell-person.ts';
import { type Category, categories } from './categories.ts';

export interface Outcome {
  decision: 'done' | 'declined';
  words: string;
}

interface Reported {
  category: Category;
  createdAt: Date;
}

/** What somebody is told of what they reported. It names neither the post nor anybody: they may not see it any more. */
export const reportDecided = ({ category, createdAt }: Reported, { decision, words }: Outcome): Told => ({
  subject:
    decision === 'done'
      ? 'What you reported has been dealt with'
      : 'A coordinator has looked at what you reported and left it as it is',
  paragraphs: [
    `On ${formatDate(createdAt)} you reported a post. What you said was wrong with it: ${categories[category].label.toLowerCase()}.`,
    `What the coordinator says: ${words}`,
  ],
  href: '/account/reports',
});
