import { z } from 'zod';
import { clock } from '../../platform/clock.ts';
import { type Form, markdownField, readForm, refusedForm, textField } from '../../platform/forms.ts';
import { isBlank } from '../../platform/one-line.ts';
import type { Stage, Worked } from './tables.ts';

export const stages = {
  considering: 'Considering',
  trying: 'Trying',
  using: 'Using',
  stopped: 'Stopped',
} as const satisfies Record<Stage, string>;

export const stageChoices = [
  { value: 'considering', text: 'Considering it' },
  { value: 'trying', text: 'Trying it', hint: 'In a test or a pilot' },
  { value: 'using', text: 'Using it' },
  { value: 'stopped', text: 'Stopped using or trying it', hint: 'Say why below: it helps others as much' },
];

export const workedWords = { yes: 'It works', partly: 'It works in part', no: 'It did not work' } as const;
export const workedChoices = [
  { value: '', text: 'Too early to say' },
  { value: 'yes', text: 'Yes' },
  { value: 'partly', text: 'In part' },
  { value: 'no', text: 'No' },
];

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

const adoptionForm = z.object({
  stage: z.enum(['considering', 'trying', 'using', 'stopped'], 'Choose what your council does with it'),
  serviceId: z.string().default(''),
  month: textField('Month', { max: 20 }),
  year: textField('Year', { max: 20 }),
  worked: z.enum(['', 'yes', 'partly', 'no'], 'Choose whether it works').default(''),
  outcome: markdownField('What came of it', { max: 500 }),
  contactId: z.string().default(''),
});

export interface AdoptionValues {
  stage: Stage;
  serviceId: number | null;
  since: string;
  worked: Worked | null;
  outcome: string;
  contactId: number | null;
}

interface Known {
  people: { id: number }[];
  services: { id: number }[];
}

/** Reads the form; who can be asked and what it is for have to be the council's own. */
export function readAdoption(body: unknown, { people, services }: Known): Form<AdoptionValues> {
  const form = readForm(adoptionForm, body);
  if (!form.ok) return form;
  const { month, year, serviceId, contactId, stage, worked, outcome } = form.values;
  const wrong = new Map<string, string>();
  const since = readMonth(month, year);
  if (since === undefined) wrong.set('month', 'Enter a month that is not in the future, like 3 2026');
  const service = services.find(({ id }) => String(id) === serviceId);
  if (serviceId && !service) wrong.set('serviceId', 'Choose a service of your council');
  const contact = people.find(({ id }) => String(id) === contactId);
  if (contactId && !contact) wrong.set('contactId', 'Choose somebody who works for your council');
  if (stage === 'stopped' && isBlank(outcome)) wrong.set('outcome', 'Say why your council stopped');
  if (wrong.size > 0) return { ok: false, shown: refusedForm(form.shown.values, wrong) };
  const values = {
    stage,
    serviceId: service?.id ?? null,
    since: since ?? '',
    worked: worked || null,
    outcome,
    contactId: contact?.id ?? null,
  };
  return { ok: true, values, shown: form.shown };
}

/** The month as 2026-03, empty where none was entered, nothing where it is none or is still to come. */
function readMonth(month: string, year: string): string | undefined {
  if (!month && !year) return '';
  if (!/^\d{1,2}$/.test(month) || !/^(19|20)\d\d$/.test(year)) return undefined;
  const since = `${year}-${month.padStart(2, '0')}`;
  const isMonth = Number(month) >= 1 && Number(month) <= 12;
  return isMonth && since <= clock.now().toISOString().slice(0, 7) ? since : undefined;
}

/** "March 2026" for 2026-03. */
export function monthInWords(since: string): string {
  const [year, month] = since.split('-');
  return month ? `${months[Number(month) - 1]} ${year}` : '';
}
