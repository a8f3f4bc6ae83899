import type { DemonstrationLink } from '../shape.ts';
import * as by from './addresses.ts';

/** What topics are to others, as whoever looks after the first said. */
export const linkedTopics: DemonstrationLink[] = [
  {
    topic: 'Crews went back for bins that were not missed: what helps?',
    by: by.tom,
    daysAgo: 8,
    choice: 'same-as',
    other: 'Missed bins: how do you stop people reporting a bin that was not missed?',
  },
  {
    topic: 'Buying on G-Cloud: a checklist for small services',
    by: by.robert,
    daysAgo: 16,
    choice: 'builds-on',
    other: 'Buy, build, reuse or share: the choice on one page',
  },
  {
    topic: 'Five people every month: research that does not need a project',
    by: by.seun,
    daysAgo: 15,
    choice: 'builds-on',
    other: 'A residents’ research panel, run with a spreadsheet and an email address',
  },
];
