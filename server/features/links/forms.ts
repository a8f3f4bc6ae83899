import { z } from 'zod';
import { config } from '../../config.ts';
import { withDay } from '../../platform/days.ts';
import { addressField, textField } from '../../platform/forms.ts';
import { choices } from './relations.ts';

export const linkForm = z.object({
  relation: z.enum(Object.keys(choices) as [keyof typeof choices], 'Choose what it is to the other topic'),
  other: textField('The other topic', {
    missing: 'Enter the address of the other topic, or words of its title',
    max: 300,
  }),
  /** What was looked for when the choices below it were shown. */
  searched: z.string().max(300).optional().catch(undefined),
  otherId: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
});

const addressed = /^(?:#|(?:https?:\/\/[^/]+)?\/topics\/)([1-9]\d{0,8})(?:[/?#].*)?$/;

/** The topic that somebody entered by its address; nothing where they entered words, or an address of elsewhere. */
export function readTopicAddress(text: string): number | undefined {
  const [, id] = addressed.exec(text) ?? [];
  const isElsewhere = /^https?:/.test(text) && new URL(config.baseUrl).origin !== URL.parse(text)?.origin;
  return id && !isElsewhere ? Number(id) : undefined;
}

/** Which meeting a topic came from. */
export const meetingForm = withDay(
  {
    meeting: textField('Which meeting it was', { missing: 'Enter which meeting it was', max: 150 }),
    notes: addressField('The address of its notes'),
  },
  'held',
  { missing: 'Enter the day it was held', hasCome: true },
);
