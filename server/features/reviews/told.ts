import { formatDate } from '../../platform/dates.ts';
import type { Told } from '../notices/tell-person.ts';
import { itsTitle } from '../notices/titles.ts';

interface Due {
  id: number;
  /** Sentences. */
  reviewReasons: string[];
}

export const reviewAsked = ({ id, reviewReasons }: Due, reviewBy: Date, daysLate: number): Told => {
  const when = daysLate < 0 ? `is due for review on ${formatDate(reviewBy)}` : 'is due for review';
  const late = daysLate >= 14 ? ` It has been since ${formatDate(reviewBy)}.` : '';
  return {
    subject: `Is ${itsTitle} still right?`,
    paragraphs: [
      `${itsTitle} ${when}.${late}`,
      ...reviewReasons,
      'If it is still right, say so with one button. You can also change it, or withdraw it.',
      'Until then, people who read it see that it is due.',
    ],
    href: `/topics/${id}/review`,
  };
};
