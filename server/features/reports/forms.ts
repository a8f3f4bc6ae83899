import { z } from 'zod';
import { hiddenId, markdownField, optionalNumber, textField } from '../../platform/forms.ts';
import { addressField } from '../accounts/sign-in-link.ts';
import { categoryNames } from './categories.ts';

const lineAtMost = 500;

const whatIsWrong = {
  category: z.enum(categoryNames, { error: 'Choose what is wrong with it' }),
  line: textField('What is wrong', { max: lineAtMost }),
};

const saysWhat = ({ category, line }: { category: string; line: string }) =>
  category !== 'other' || line !== '';
const sayWhat = { path: ['line'], message: 'Say what is wrong with it' };

export const reportForm = z.object(whatIsWrong).refine(saysWhat, sayWhat);

/** The same for somebody who is not signed in. */
export const visitorReportForm = z
  .object({ ...whatIsWrong, email: addressField('Enter your email address') })
  .refine(saysWhat, sayWhat);

export const noteForm = z.object({
  note: markdownField('Note', { missing: 'Enter a note', max: 2000 }),
  formId: hiddenId,
});

/** How far the case was on the page that the form was on. */
const from = optionalNumber.transform((number) => number ?? 0);

export const lookForm = z.object({ from });

export const decisionForm = z.object({
  decision: z.enum(['done', 'declined'], { error: 'Choose how to close it' }),
  told: textField('What you say', { missing: 'Enter what those who reported it are told', max: 500 }),
  from,
});
