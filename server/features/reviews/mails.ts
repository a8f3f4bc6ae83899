import { formatDate } from '../../platform/dates.ts';
import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    review: true;
  }
}

interface Due {
  id: number;
  title: string;
  /** Sentences. */
  reviewReasons: string[];
}

export const reviewAsked = (
  { id, title, reviewReasons }: Due,
  reviewBy: Date,
  daysLate: number,
): Letter<'review'> => {
  const when = daysLate < 0 ? `is due for review on ${formatDate(reviewBy)}` : 'is due for review';
  const late = daysLate >= 14 ? ` It has been since ${formatDate(reviewBy)}.` : '';
  return {
    kind: 'review',
    subject: `Is “${title}” still right?`,
    paragraphs: [
      `“${title}” ${when}.${late}`,
      ...reviewReasons,
      'If it is still right, say so with one button. You can also change it, or withdraw it.',
      { button: 'Review it', href: `/topics/${id}/review` },
      'Until then, people who read it see that it is due.',
    ],
  };
};

export const reviewMails: Mails = {
  review: {
    title: 'Is it still right?',
    under: 'What you look after',
    when: 'Guidance or a pattern that you look after is due for review: two weeks before, on the day, and two and four weeks after.',
    sample: () =>
      reviewAsked(
        {
          id: 7,
          title: 'Letters that people understand',
          reviewReasons: ['Two councils said it did not work for them.'],
        },
        new Date('2027-03-26T12:00:00Z'),
        -14,
      ),
  },
};
