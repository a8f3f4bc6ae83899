import type { Told } from '../notices/tell-person.ts';
import { itsTitle, linkToTopic } from '../notices/titles.ts';

interface Leading {
  by: string;
  topic: { id: number };
  /** None where they may not see it. */
  other: { id: number } | undefined;
}

export const topicLeadsElsewhere = ({ by, topic, other }: Leading): Told => {
  const name = other ? 'another topic' : 'a topic in another workspace, which you cannot see';
  return {
    subject: `${itsTitle} now leads to another topic`,
    paragraphs: [
      `${by} said that ${itsTitle} is replaced by ${name}. It keeps its address and leads there.`,
      ...(other
        ? [
            linkToTopic(other.id),
            'If that is not right, you can undo it.',
            { link: 'What this topic is linked to', href: `/topics/${topic.id}/links` },
          ]
        : ['If that is not right, ask a coordinator of the workspace to undo it.']),
    ],
  };
};
