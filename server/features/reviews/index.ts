import type { Feature } from '../../platform/feature.ts';
import { goRound } from './go-round.ts';
import { routes } from './routes.ts';

/** Guidance and patterns stay true: each has somebody who is asked, again and again, whether it is still right. */
export const reviews: Feature = {
  name: 'reviews',
  routes,
  regularly: { 'go-round': { every: 'day', run: goRound } },
};
