import type { Feature } from '../../platform/feature.ts';
import { routes } from './routes.ts';

/** "We have this too": how many councils wait for an answer. */
export const sameProblems: Feature = { name: 'same-problems', routes };
