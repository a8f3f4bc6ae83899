import { z } from 'zod';
import { readLastDay, withDay } from '../../platform/days.ts';
import { chosenNumber, hiddenId, markdownField, optionalNumber, textField } from '../../platform/forms.ts';
import { chosenTopic } from '../topics/choose-topic.ts';
import type { Choice } from './acts.ts';

/** What every act is sent with: asked for last. */
export const basics = {
  reason: textField('Reason', { missing: 'Enter a reason', max: 300 }),
  rule: optionalNumber,
  note: markdownField('Note to the author', { max: 1000 }),
  latest: z.coerce.number().int().min(0).catch(0),
  /** The version of the text that whoever acts has read. */
  version: optionalNumber,
  /** Several at once are told apart by the form that they were sent from. */
  formId: hiddenId,
};

export const mergeForm = z.object({
  other: textField('The other topic', {
    missing: 'Enter the address of the other topic, or words of its title',
    max: 300,
  }),
  ...chosenTopic,
  ...basics,
});

/** What was chosen besides the act itself. */
export const choiceIn = (values: Record<string, unknown>): Choice => ({
  minutes: 'minutes' in values ? Number(values.minutes) : undefined,
  until: 'until-day' in values ? readLastDay(values, 'until') : undefined,
  workspaceId: 'workspaceId' in values ? Number(values.workspaceId) : undefined,
});

export const actForms = {
  plain: z.object(basics),
  topic: mergeForm,
  workspace: z.object({
    workspaceId: chosenNumber('Choose a workspace'),
    ...basics,
  }),
  until: withDay(
    {},
    'until',
    { missing: 'Enter the last day on which it stands first', withinDays: 366 },
    basics,
  ),
  pause: withDay({}, 'until', { missing: 'Enter the last day of the pause', withinDays: 92 }, basics),
  minutes: z.object({
    minutes: z.coerce
      .number('Enter a number of minutes from 1 to 1,440')
      .int('Enter a whole number of minutes')
      .min(1, 'Enter a number of minutes from 1 to 1,440')
      .max(1440, 'Enter a number of minutes from 1 to 1,440'),
    ...basics,
  }),
};
