import { z } from 'zod';
import { optionalNumber } from '../../platform/forms.ts';

const answers = ['using', 'trying', 'later', 'yes', 'partly', 'no'] as const;

/** What can be said of how it went, by one press. */
export type Answer = (typeof answers)[number];

export const howItWentForm = z.object({
  interestId: optionalNumber,
  answer: z.enum(answers, 'Choose how it went'),
});

/** The buttons for a council that has a question's problem too. */
export const helpedAnswers = [
  { value: 'yes', text: 'Yes, they helped' },
  { value: 'partly', text: 'In part' },
  { value: 'no', text: 'No' },
];

/** And for one that considers or tries something. */
export const adoptionAnswers = (stage: string) => [
  { value: 'using', text: 'We use it now' },
  ...(stage === 'considering' ? [{ value: 'trying', text: 'We are trying it' }] : []),
  { value: 'later', text: `Still ${stage} it: ask again in two months` },
];
