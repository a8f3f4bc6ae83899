import type { Feature } from '../../platform/feature.ts';
import { routes } from './routes.ts';
import { sweepMisses } from './sweep-misses.ts';

/** What people looked for and did not find, for those who can have it written. */
export const searchMisses: Feature = {
  name: 'search-misses',
  routes,
  regularly: { sweep: { every: 'hour', run: sweepMisses } },
};
