import type { Told } from '../notices/tell-person.ts';
import { linkToTopic } from '../notices/titles.ts';
import type { OwnedLine } from './mails.ts';

export const leftToYou = (topics: { id: number }[]): Told => ({
  subject: 'You now look after what somebody left',
  paragraphs: [
    'Somebody of your council has left. You now look after the guidance and patterns that were theirs:',
    { list: topics.map(({ id }) => linkToTopic(id)) },
    'You will be asked when each has to be reviewed.',
  ],
  href: '/account/reviews',
});

export const handedToYou = (
  by: string,
  giver: string,
  council: string,
  { owned, reason }: { owned: OwnedLine[]; reason: string },
): Told => ({
  subject: 'You look after something new',
  paragraphs: [
    `${by} has asked you to look after what ${giver} looked after for ${council}:`,
    { list: owned },
    'You can edit it and change its state, and accept answers to a question. Who wrote it stays on it.',
    `Reason: ${reason}. If you think this is wrong, ask ${by}.`,
  ],
  href: owned.flatMap((line) => (typeof line === 'string' ? [] : line.href))[0] ?? '/account',
});
