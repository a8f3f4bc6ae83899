import { hiddenId } from '../../platform/forms.ts';
import { draftForm } from '../drafts/forms.ts';

/** What a form has around the files that are added to it, and the draft that it may be: everything else is what somebody typed. */
export const filesForm = draftForm.extend({ draft: hiddenId.optional() });

/** Where files go that are added to a form: at the end of its main text. */
const mainTexts = ['body', 'solution', 'trying'];

/** The same fields with these lines at the end of the main text. */
export function withLines(fields: Record<string, string>, lines: string[]): Record<string, string> {
  const field = mainTexts.find((name) => name in fields) ?? 'body';
  const text = fields[field]?.trimEnd() ?? '';
  return { ...fields, [field]: [text, ...lines].filter(Boolean).join('\n\n') };
}
