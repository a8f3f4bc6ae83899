import { z } from 'zod';
import { kindWords, type NoticeKind, noticeKinds } from '../notices/kinds.ts';
import { type Choices, choices, type MailSettings, type Preset, presets, presetWords } from './settings.ts';

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The names of fields that there are several of. */
export const fieldOf = (kind: NoticeKind) => `mail-${kind}`;
export const fieldOfDay = (day: number) => `works-${day}`;

const oneOf = (missing: string, least: number, most: number) =>
  z.coerce.number(missing).int(missing).min(least, missing).max(most, missing);

const box = z.literal('yes').optional().catch(undefined);

const choiceOf = (kind: NoticeKind) =>
  z.enum(choices, `Choose how you get email of: ${kindWords[kind].name.toLowerCase()}`);

const fields = {
  ...Object.fromEntries(
    noticeKinds.map((kind) => [
      fieldOf(kind),
      // Those whom it is not for are not asked, and it stays as it is.
      kind === 'week' ? z.enum(choices).optional().catch(undefined) : choiceOf(kind),
    ]),
  ),
  ...Object.fromEntries(weekdays.map((_, at) => [fieldOfDay(at + 1), box])),
  hoursFrom: oneOf('Choose when your day begins', 0, 23),
  hoursTo: oneOf('Choose when your day ends', 1, 24),
  digestHour: oneOf('Choose an hour for digests', 0, 23),
  digestWeekday: oneOf('Choose a day for weekly digests', 1, 7),
  restsOnHolidays: box,
};

type Sent = Record<string, string | undefined> &
  Record<'hoursFrom' | 'hoursTo' | 'digestHour' | 'digestWeekday', number>;

export const settingsForm = z.object(fields as typeof fields & z.ZodRawShape).superRefine((values, check) => {
  const { hoursFrom, hoursTo, ...sent } = values as unknown as Sent;
  if (hoursTo <= hoursFrom)
    check.addIssue({ code: 'custom', path: ['hoursTo'], message: 'Your day has to end after it begins' });
  if (daysIn(sent).length === 0)
    check.addIssue({ code: 'custom', path: [fieldOfDay(1)], message: 'Choose at least one day' });
});

const daysIn = (sent: Record<string, unknown>): number[] =>
  weekdays.flatMap((_, at) => (sent[fieldOfDay(at + 1)] ? [at + 1] : []));

/** What somebody has chosen with the form; of what it does not ask it is as before. */
export function settingsIn(values: z.infer<typeof settingsForm>, before: MailSettings): MailSettings {
  const { hoursFrom, hoursTo, digestHour, digestWeekday, ...sent } = values as unknown as Sent;
  const kinds = Object.fromEntries(
    noticeKinds.map((kind) => [kind, sent[fieldOf(kind)] ?? before.kinds[kind]]),
  ) as Choices;
  const restsOnHolidays = sent.restsOnHolidays === 'yes';
  return { kinds, hoursFrom, hoursTo, digestHour, digestWeekday, days: daysIn(sent), restsOnHolidays };
}

/** The form as these settings fill it in. */
export function valuesOf({ kinds, days, restsOnHolidays, ...times }: MailSettings): Record<string, string> {
  return {
    ...valuesOfKinds(kinds),
    ...Object.fromEntries(days.map((day) => [fieldOfDay(day), 'yes'])),
    ...Object.fromEntries(Object.entries(times).map(([name, time]) => [name, String(time)])),
    ...(restsOnHolidays && { restsOnHolidays: 'yes' }),
  };
}

/** The choices that the form asks for by a button; nothing where it was not by one of them that it was sent. */
export function presetIn(body: Record<string, unknown> = {}) {
  const { preset } = body;
  if (typeof preset !== 'string' || !Object.hasOwn(presets, preset)) return undefined;
  return { name: presetWords[preset as Preset].text, values: valuesOfKinds(presets[preset as Preset]) };
}

const valuesOfKinds = (kinds: Choices) =>
  Object.fromEntries(noticeKinds.map((kind) => [fieldOf(kind), kinds[kind]]));
