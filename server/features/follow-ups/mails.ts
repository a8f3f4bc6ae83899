import type { Mails } from '../../platform/feature.ts';
import { drawNotices } from '../notice-mails/draw-mail.ts';
import { withTitlesOnLinks } from '../notices/titles.ts';
import { yourWeek } from './week-told.ts';

export const followUpMails: Mails = {
  week: {
    title: 'Your week as a coordinator',
    under: 'What you look after',
    when: 'On Mondays at the hour at which your day begins, if you coordinate a workspace and anything in it needs you.',
    howToStop:
      'By the link at its end, which needs no sign-in, or at “Emails you get” in your account, where you can also have it in a digest.',
    sample: () => ({ ...drawNotices([sampleNotice], () => '/account/emails'), kind: 'week' }),
  },
};

const person = { id: 7, name: 'Kwame Boateng', council: 'Waltham Forest' };
const titles = new Map([
  [7, 'How do you test letters?'],
  [8, 'Shorter forms for parking permits'],
]);

const { href, ...words } = yourWeek({
  glance: [
    { number: 1, href: '/coordinating/questions?need=nobody', label: 'question nobody sees to' },
    { number: 4, href: '/reviews?need=overdue', label: 'overdue for review' },
  ],
  own: [],
  nobody: [{ id: 7 }],
  withoutReply: [],
  overdue: [{ id: 8 }],
  ownerless: [],
  newcomers: [person],
});

const sampleNotice = {
  id: 1,
  kind: 'week' as const,
  post: null,
  words: withTitlesOnLinks(words, titles),
  href: href ?? null,
  actor: null,
  topic: null,
  workspace: null,
  replyHtml: null,
  author: null,
  authorId: null,
  acceptedBy: null,
  level: 'everything' as const,
  isReaders: false,
};
