import type { Told } from '../notices/tell-person.ts';

interface Leading {
  by: string;
  topic: { id: number; title: string };
  /** None where they may not see it. */
  other: { id: number; title: string } | undefined;
}

export const topicLeadsElsewhere = ({ by, topic, other }: Leading): Told => {
  const name = other ? 'another topic' : 'a topic in another workspace, which you cannot see';
  return {
    subject: `“${topic.title}” now leads to another topic`,
    paragraphs: [
      `${by} said that “${topic.title}” is replaced by ${name}. It keeps its address and leads there.`,
      ...(other
        ? [
            { link: other.title, href: `/topics/${other.id}` },
            'If that is not right, you can undo it.',
            { link: 'What this topic is linked to', href: `/topics/${topic.id}/links` },
          ]
        : ['If that is not right, ask a coordinator of the workspace to undo it.']),
    ],
  };
};
