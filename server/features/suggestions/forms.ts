import { z } from 'zod';
import { textField } from '../../platform/forms.ts';
import { editTopicForms } from '../topics/forms.ts';

const why = { reason: textField('Why', { missing: 'Say why you suggest this', max: 200 }) };

/** A suggestion has the fields of what it is about, and why. */
export const suggestionForms = {
  question: editTopicForms.question.extend(why),
  guidance: editTopicForms.guidance.extend(why),
  pattern: editTopicForms.pattern.extend(why),
};

export const declineForm = z.object({
  reason: textField('Reason', { missing: 'Enter why you decline it', max: 200 }),
});
