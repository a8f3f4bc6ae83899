import { z } from 'zod';
import {
  addressField,
  type Form,
  markdownField,
  readForm,
  refusedForm,
  textField,
} from '../../platform/forms.ts';

export const origins = { built: 'Built', bought: 'Bought', shared: 'Shared' } as const;
type Origin = keyof typeof origins;

export const originChoices: { value: Origin; text: string; hint: string }[] = [
  { value: 'built', text: 'Built', hint: 'By the council or for it' },
  { value: 'bought', text: 'Bought', hint: 'From a supplier, as it is' },
  { value: 'shared', text: 'Shared', hint: 'With other councils' },
];

const serviceForm = z.object({
  name: textField('Name', { missing: 'Enter the name of the service', max: 100 }),
  origin: z.enum(['built', 'bought', 'shared'], 'Choose where the service comes from'),
  description: markdownField('Description', { max: 500 }),
  link: addressField('Link'),
  contactId: z.string().default(''),
});

/** A service as it is read from the form. */
export interface ServiceValues {
  name: string;
  origin: Origin;
  description: string;
  link: string;
  contactId: number | null;
}

/** Reads the form of a service; who can be asked about it has to be one of these. */
export function readService(body: unknown, people: { id: number }[]): Form<ServiceValues> {
  const form = readForm(serviceForm, body);
  if (!form.ok) return form;
  const { contactId: chosen, ...values } = form.values;
  const contact = people.find(({ id }) => String(id) === chosen);
  if (chosen && !contact) {
    const wrong = new Map([['contactId', 'Choose somebody who works for the council']]);
    return { ok: false, shown: refusedForm(form.shown.values, wrong) };
  }
  return { ok: true, values: { ...values, contactId: contact?.id ?? null }, shown: form.shown };
}
