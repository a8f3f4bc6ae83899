import type { Feature } from '../../platform/feature.ts';
import { goRound } from './go-round.ts';
import { routes } from './routes.ts';

/** Nothing is left alone: questions that wait, people who are new, and what somebody was interested in. */
export const followUps: Feature = {
  name: 'follow-ups',
  routes,
  regularly: { 'go-round': { every: 'hour', run: goRound } },
};
