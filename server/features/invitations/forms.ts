import { z } from 'zod';
import { withDay } from '../../platform/days.ts';
import { type Form, lengthOf, refusedForm, textField } from '../../platform/forms.ts';
import { type Entry, readAddresses } from './addresses.ts';
import type { Told } from './invite.ts';

const atMost = 50;

const addresses = z
  .string()
  .default('')
  .superRefine((text, check) => {
    const message = whatIsWrong(text);
    if (message) check.addIssue({ code: 'custom', message });
  });

function whatIsWrong(text: string): string | undefined {
  if (lengthOf(text) > 20_000) return `Enter ${atMost} addresses or fewer, and nothing else`;
  const { length } = readAddresses(text);
  if (length === 0) return 'Enter at least one email address';
  return length > atMost ? `Enter ${atMost} addresses or fewer: there are ${length}` : undefined;
}

export const colleaguesForm = z.object({ addresses });

export const guestsForm = withDay(
  { addresses, organisation: textField('Organisation', { missing: 'Enter where they work', max: 100 }) },
  'until',
  { missing: 'Enter the last day they may take part', withinDays: 365 },
);

export const entriesIn = ({ addresses = '' }: { addresses?: string }): Entry[] => readAddresses(addresses);

/** The form to be shown after sending: empty, but for what was no address and has to be mended. */
export function formAfter({ shown }: Form<unknown>, told: Told[]) {
  const unreadable = told.filter(({ outcome }) => outcome === 'unreadable').map(({ typed }) => typed);
  const values = { ...shown.values, addresses: unreadable.join('\n') };
  const found = new Map(
    unreadable.length > 0 ? [['addresses', 'Check these: they are not email addresses']] : [],
  );
  return refusedForm(values, found);
}
