import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    mention: true;
  }
}

interface Mention {
  by: string;
  /** The council or organisation of whoever wrote it. */
  from: string;
  /** Who was mentioned: "you", "Camden", "the coordinators"; and why this one is told, if it was not by name. */
  as: string;
  because: string;
  topic: { id: number; title: string };
  /** The reply that it is in. */
  number: number | undefined;
}

export const mentioned = ({ by, from, as, because, topic, number }: Mention): Letter<'mention'> => ({
  kind: 'mention',
  subject: `${by} mentioned ${as} in “${topic.title}”`,
  paragraphs: [
    `${by}, ${from}, mentioned ${as} in “${topic.title}” in Standard Practice.`,
    { button: 'Read it and answer', href: `/topics/${topic.id}${number ? `/replies/${number}` : ''}` },
    because,
  ],
  thread: `topic-${topic.id}`,
});

export const mentionMails: Mails = {
  mention: {
    title: 'You are mentioned',
    under: 'Topics and replies',
    when: 'Somebody mentions you, the council that you lead or the coordinators of a workspace of yours.',
    sample: () =>
      mentioned({
        by: 'Amina Rahman',
        from: 'Camden',
        as: 'you',
        because: '',
        topic: { id: 7, title: 'How do you test letters?' },
        number: 3,
      }),
  },
};
