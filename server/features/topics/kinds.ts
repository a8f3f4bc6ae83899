/** The kinds of topic: what each asks for, and the states it can be in. Everything that differs by kind is here. */
export const kinds = {
  question: {
    label: 'Question',
    plural: 'Questions',
    sections: [
      { field: 'trying', heading: 'What we are trying to do', required: true },
      { field: 'tried', heading: 'What we have tried', required: false },
    ],
    facts: [{ field: 'service', label: 'Service' }],
    states: { open: 'Open', answered: 'Answered', reopened: 'Reopened' },
  },
  guidance: {
    label: 'Guidance',
    plural: 'Guidance',
    sections: [
      { field: 'summary', heading: 'Summary', required: true },
      { field: 'body', heading: 'Guidance', required: true },
    ],
    facts: [{ field: 'audience', label: 'Who it is for' }],
    states: { draft: 'Draft', published: 'Published', withdrawn: 'Withdrawn' },
  },
  pattern: {
    label: 'Pattern',
    plural: 'Patterns',
    sections: [
      { field: 'problem', heading: 'The problem', required: true },
      { field: 'solution', heading: 'The solution', required: true },
      { field: 'evidence', heading: 'Evidence that it works', required: false },
      { field: 'adopt', heading: 'How to adopt it', required: false },
      { field: 'links', heading: 'Links', required: false },
    ],
    facts: [{ field: 'licence', label: 'Licence' }],
    states: { proposed: 'Proposed', 'in-use': 'In use', retired: 'Retired' },
  },
} as const;

export type Kind = keyof typeof kinds;
export type State = { [K in Kind]: keyof (typeof kinds)[K]['states'] }[Kind];
export type Visibility = 'group' | 'public';
/**
 * How a coordinator took a post off: hidden, its author may mend it; removed, nobody sees it; merged, its thread goes on in
 * the topic that it is the same as, and its address leads there.
 */
export type Removal = 'hidden' | 'removed' | 'merged';

/** True when the text is the name of a kind; an address or a form may say anything. */
export const isKind = (text: unknown): text is Kind => typeof text === 'string' && Object.hasOwn(kinds, text);

/** The words for a state: "In use" for in-use. */
export function stateLabel(kind: Kind, state: State): string {
  return (kinds[kind].states as Record<string, string>)[state] ?? state;
}
