import type { DemonstrationSuggestion } from '../shape.ts';
import * as by from './addresses.ts';

/** What people would change in what others look after. */
export const suggestedEdits: DemonstrationSuggestion[] = [
  {
    topic: 'Channel shift without hiding the phone number',
    by: by.linh,
    daysAgo: 11,
    reason: 'Five days is too short for benefits: people wait for a letter first',
    field: 'body',
    from: 'how many rang within five days of finishing online',
    to: 'how many rang within ten days of finishing online',
    acceptedBy: by.marlon,
  },
  {
    topic: 'Writing user needs that a service team will use',
    by: by.tom,
    daysAgo: 2,
    reason: 'We were asked what to do with needs of colleagues',
    field: 'body',
    from: 'It is only useful if each part comes from something you heard or saw.',
    to: 'It is only useful if each part comes from something you heard or saw, also where the users are colleagues.',
  },
];
