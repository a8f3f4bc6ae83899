import type { DemonstrationCollection } from '../shape.ts';
import * as by from './addresses.ts';

/** Reading lists that the made-up coordinators keep. */
export const collections: DemonstrationCollection[] = [
  {
    title: 'New to the Standard? Start here',
    by: by.amina,
    daysAgo: 30,
    visibility: 'public',
    introduction:
      'For people who have just been asked to make a service meet the Standard.\n\nRead these in order. It takes about an hour, and you can then ask a question that gets an answer.',
    topics: [
      { title: 'How we work here', line: 'Five minutes: what to ask, and what to do when it helped.' },
      {
        title: 'Writing user needs that a service team will use',
        line: 'The first requirement, and the one that the others build on.',
      },
      {
        title: 'The roles a service needs, and which ones one person can hold',
        line: 'No council has them all. This says which you cannot do without.',
      },
      { title: 'A six-week discovery for people who also have day jobs', line: '' },
      {
        title: 'Has anybody a contract clause that lets you change a form without a change request?',
        line: 'Still open: perhaps you know.',
      },
      {
        title: 'Four indicators, and how to work them out honestly',
        line: 'Set these up before you change anything, or you cannot show that it got better.',
      },
      { title: 'Half an hour with a director: a script for testing from beginning to end', line: '' },
    ],
  },
  {
    title: 'Research without a research budget',
    by: by.amina,
    daysAgo: 12,
    visibility: 'public',
    introduction: 'What councils do to hear from residents every month, with the people they have.',
    topics: [
      {
        title: 'Five people every month: research that does not need a project',
        line: 'Begin with this. The rest is how.',
      },
      {
        title: 'How do you find people to talk to about Blue Badge renewals?',
        line: 'Where to find people, with answers that worked.',
      },
      { title: 'A research consent form in plain English, with an easy read version', line: 'Copy it.' },
      { title: 'What do you give people for an hour of their time?', line: '' },
      {
        title: 'A residents’ research panel, run with a spreadsheet and an email address',
        line: 'When once a month is no longer enough.',
      },
    ],
  },
];
