import { z } from 'zod';
import { hiddenId, markdownField, optionalNumber, textField } from '../../platform/forms.ts';
import { chosenTopic } from '../topics/choose-topic.ts';

const description = {
  title: textField('Title', { missing: 'Enter a title', max: 150 }),
  introduction: markdownField('Introduction', {
    missing: 'Write a short introduction: who it is for, and what they get from it',
    max: 2000,
  }),
  visibility: z.enum(['group', 'public'], 'Choose who can see this'),
};

export const newCollectionForm = z.object({ ...description, formId: hiddenId });

export const descriptionForm = z.object({
  ...description,
  /** The version that was changed. */
  from: optionalNumber,
});

const line = textField('Why to read it', { max: 200 });

export const addForm = z.object({
  other: textField('The topic', {
    missing: 'Enter the address of a topic, or words of its title',
    max: 300,
  }),
  ...chosenTopic,
  line,
});

export const lineForm = z.object({
  line,
  /** What it was when the form was opened. */
  lineFrom: z.string().max(1000).optional().catch(undefined),
});

/** The topic that another is to come right before, or right behind. */
export const placeForm = z.object({ aboveId: optionalNumber, belowId: optionalNumber });
