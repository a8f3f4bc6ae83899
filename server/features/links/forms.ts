import { z } from 'zod';
import { withDay } from '../../platform/days.ts';
import { addressField, textField } from '../../platform/forms.ts';
import { chosenTopic } from '../topics/choose-topic.ts';
import { choices } from './relations.ts';

export const linkForm = z.object({
  relation: z.enum(Object.keys(choices) as [keyof typeof choices], 'Choose what it is to the other topic'),
  other: textField('The other topic', {
    missing: 'Enter the address of the other topic, or words of its title',
    max: 300,
  }),
  ...chosenTopic,
});

/** Which meeting a topic came from. */
export const meetingForm = withDay(
  { meeting: textField('Which meeting it was', { missing: 'Enter which meeting it was', max: 150 }) },
  'held',
  { missing: 'Enter the day it was held', hasCome: true },
  { notes: addressField('The address of its notes') },
);
