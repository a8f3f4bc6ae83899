import { z } from 'zod';
import { textField } from '../../platform/forms.ts';
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
