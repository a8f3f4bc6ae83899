import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    'topic-leads-elsewhere': true;
  }
}

interface Leading {
  by: string;
  topic: { id: number; title: string };
  /** In the sentence "… is the same as …". */
  words: 'the same as' | 'replaced by';
  /** None where they may not see it. */
  other: { id: number; title: string } | undefined;
}

export const topicLeadsElsewhere = ({
  by,
  topic,
  words,
  other,
}: Leading): Letter<'topic-leads-elsewhere'> => {
  const name = other ? `“${other.title}”` : 'a topic in another workspace, which you cannot see';
  return {
    kind: 'topic-leads-elsewhere',
    subject: `“${topic.title}” now leads to another topic`,
    paragraphs: [
      `${by} said that “${topic.title}” is ${words} ${name}. It keeps its address and leads there.`,
      ...(other
        ? [
            { link: 'See the other topic', href: `/topics/${other.id}` },
            'If that is not right, you can undo it.',
            { link: 'What this topic is linked to', href: `/topics/${topic.id}/links` },
          ]
        : ['If that is not right, ask a coordinator of the workspace to undo it.']),
    ],
  };
};

export const linkMails: Mails = {
  'topic-leads-elsewhere': {
    title: 'Your topic leads to another',
    under: 'What you look after',
    when: 'Somebody says that a topic that you look after is the same as another, or is replaced by it.',
    sample: () =>
      topicLeadsElsewhere({
        by: 'Grace Okafor',
        topic: { id: 7, title: 'How do you test letters?' },
        words: 'the same as',
        other: { id: 8, title: 'Testing letters with people' },
      }),
  },
};
