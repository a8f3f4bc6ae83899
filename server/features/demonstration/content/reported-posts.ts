import type { DemonstrationReport } from '../shape.ts';
import * as by from './addresses.ts';

/** What people reported of one another's posts: some wait, somebody looks at one, one is dealt with. */
export const reportedPosts: DemonstrationReport[] = [
  {
    topic: 'Moving off a forms package: what did you have to export, and how?',
    post: 1,
    by: by.ruth,
    daysAgo: 9,
    category: 'personal-data',
    line: 'The table gives the number of a complaint, by which the resident could be found.',
    decided: {
      by: by.amina,
      decision: 'declined',
      told: 'I have checked: there is no number of a complaint in it.',
    },
  },
  {
    topic: 'Buying on G-Cloud: a checklist for small services',
    post: 0,
    by: by.yasmin,
    daysAgo: 2.2,
    category: 'wrong',
    line: 'The framework has changed since. Some of the steps are no longer asked for.',
  },
  {
    topic: 'Buying on G-Cloud: a checklist for small services',
    post: 0,
    by: by.kwame,
    daysAgo: 1.1,
    category: 'wrong',
    line: 'The buyer’s guide it speaks of has been replaced.',
  },
  {
    topic: 'How long do you keep the evidence people upload for parking permits?',
    post: 1,
    by: by.imran,
    daysAgo: 0.3,
    category: 'commercially-sensitive',
    line: 'Does the supplier know that their retention settings are described here?',
    lookedAtBy: by.amina,
  },
  {
    topic: 'How do you find people to talk to about Blue Badge renewals?',
    post: 1,
    by: by.sophie,
    daysAgo: 0.2,
    category: 'personal-data',
    line: 'I think that one could tell who the person in the example is.',
  },
];
