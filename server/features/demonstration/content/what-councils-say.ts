import type { DemonstrationAdoption, DemonstrationSameProblem } from '../shape.ts';
import * as by from './addresses.ts';

/** Councils that have what another asked about. */
export const sameProblems: DemonstrationSameProblem[] = [
  {
    question: 'Missed bins: how do you stop people reporting a bin that was not missed?',
    by: by.tom,
    daysAgo: 20,
    line: 'About 40 a week after each bank holiday',
  },
  {
    question: 'Missed bins: how do you stop people reporting a bin that was not missed?',
    by: by.priya,
    daysAgo: 12,
    line: '',
  },
  {
    question: 'Moving off a forms package: what did you have to export, and how?',
    by: by.linh,
    daysAgo: 30,
    line: 'Our contract ends in March, with 90 forms in it',
  },
  {
    question: 'Who is the service manager when two directorates own half the service each?',
    by: by.robert,
    daysAgo: 9,
    line: 'Parking: half of it is finance',
  },
];

/** What councils do with what others share. */
export const adoptions: DemonstrationAdoption[] = [
  {
    topic: 'One question a page for in-year school admissions',
    by: by.tom,
    daysAgo: 60,
    stage: 'using',
    since: '2026-04',
    worked: 'yes',
    outcome: 'Two thirds fewer calls about what was missing.',
  },
  {
    topic: 'One question a page for in-year school admissions',
    by: by.priya,
    daysAgo: 25,
    stage: 'trying',
    since: '2026-09',
    worked: null,
    outcome: '',
  },
  {
    topic: 'A progress bar across the top of every form',
    by: by.linh,
    daysAgo: 80,
    stage: 'stopped',
    since: '2026-02',
    worked: 'no',
    outcome: 'People with long forms gave up when they saw how little of the bar was filled.',
  },
  {
    topic: 'Address lookup that keeps the UPRN, and copes with flats',
    by: by.robert,
    daysAgo: 40,
    stage: 'using',
    since: '2025-11',
    worked: 'yes',
    outcome: 'Flats above shops are found for the first time.',
  },
  {
    topic: 'Address lookup that keeps the UPRN, and copes with flats',
    by: by.linh,
    daysAgo: 35,
    stage: 'using',
    since: '2026-01',
    worked: 'partly',
    outcome: 'Good, apart from new buildings, which take a month to be in the list.',
  },
  {
    topic: 'Text message reminders with GOV.UK Notify, written so that people trust them',
    by: by.tom,
    daysAgo: 15,
    stage: 'considering',
    since: '',
    worked: null,
    outcome: '',
  },
];
