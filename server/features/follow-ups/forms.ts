import { z } from 'zod';
import { optionalNumber, textField } from '../../platform/forms.ts';

/** Who saw to it when the page was opened. */
const from = optionalNumber;

export const takeOnForm = z.object({ from });

/** A member by their address, as it is on their profile. */
export const assignForm = z.object({
  from,
  email: textField('Email address', {
    missing: 'Enter the email address of the member',
    max: 254,
  }).transform((text) => text.toLowerCase()),
});

/** At most so many are asked at once: whoever is one of many is nobody in particular. */
export const mostAtOnce = 10;

/** The ids in the names of the boxes that were ticked: "person-7". */
export const peopleIn = (values: Record<string, string>): number[] =>
  Object.keys(values)
    .flatMap((field) => /^person-([1-9]\d{0,8})$/.exec(field)?.[1] ?? [])
    .map(Number);
