import { optionalNumber } from '../../../platform/forms.ts';
import { replyForm } from '../../replies/forms.ts';
import { topicForms } from '../../topics/forms.ts';
import { basics } from '../forms.ts';

/** The version that the editor began with. */
const more = { ...basics, from: optionalNumber };

/** A topic's own fields, or a reply's text, with what every act is sent with. Who can see it is an act of its own. */
export const editForms = {
  question: topicForms.question.omit({ visibility: true, draft: true }).extend(more),
  guidance: topicForms.guidance.omit({ visibility: true, draft: true, drawnFrom: true }).extend(more),
  pattern: topicForms.pattern.omit({ visibility: true, draft: true }).extend(more),
};

export const editReplyForm = replyForm.pick({ body: true, files: true }).extend(more);
