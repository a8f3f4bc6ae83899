import type { Kind } from '../topics/kinds.ts';

/** What one topic is to another: how its own page says it, and how the other's does. In the order of pages. */
export const relations = {
  'same-as': { here: 'The same as', there: 'The same as this' },
  replaces: { here: 'Replaces', there: 'Replaced by' },
  'drawn-from': { here: 'Made from the answers to', there: 'Made into guidance' },
  'builds-on': { here: 'Builds on', there: 'Built on by' },
  'evidence-for': { here: 'Evidence for', there: 'Evidence' },
} as const;

export type Relation = keyof typeof relations;

interface Choice {
  text: string;
  hint: string;
  kinds: Kind[];
  relation: Relation;
  /** Said of the topic that the other is linked from. */
  isSaidByOther?: boolean;
}

const all: Kind[] = ['question', 'guidance', 'pattern'];
const followed: Kind[] = ['guidance', 'pattern'];

/** What can be chosen on a topic's own page. */
export const choices = {
  'same-as': {
    text: 'It is the same as the other topic',
    hint: 'It is closed to new replies and leads there. Whoever follows it follows that one, and “We have this too” counts there. You can undo this.',
    kinds: all,
    relation: 'same-as',
  },
  'replaced-by': {
    text: 'It is replaced by the other topic',
    hint: 'People who read it are told to follow the other one. You can undo this.',
    kinds: followed,
    relation: 'replaces',
    isSaidByOther: true,
  },
  replaces: {
    text: 'It replaces the other topic',
    hint: 'You have to look after the other one, or coordinate its workspace.',
    kinds: followed,
    relation: 'replaces',
  },
  'builds-on': {
    text: 'It builds on the other topic',
    hint: 'It takes the other one as read, or takes it further.',
    kinds: all,
    relation: 'builds-on',
  },
  'evidence-for': {
    text: 'It is evidence for the other topic',
    hint: 'Such as research, figures, or what happened when a council tried it.',
    kinds: all,
    relation: 'evidence-for',
  },
} as const satisfies Record<string, Choice>;

export type ChoiceName = keyof typeof choices;

/** What can be said of a topic of this kind. */
export const choicesFor = (kind: Kind) =>
  Object.entries(choices as Record<string, Choice>)
    .filter(([, { kinds }]) => kinds.includes(kind))
    .map(([value, { text, hint }]) => ({ value, text, hint }));
