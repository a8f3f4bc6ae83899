import { z } from 'zod';
import { withDay } from '../../platform/days.ts';
import { textField } from '../../platform/forms.ts';

const reason = textField('Reason', { missing: 'Enter a reason', max: 500 });

export const endDateForm = withDay(
  {},
  'until',
  { missing: 'Enter the last day they may take part', withinDays: 365 },
  { reason },
);

export const reasonForm = z.object({ reason });
