import type { Feature } from '../../platform/feature.ts';
import { routes } from './routes.ts';

/** Which councils consider, try, use or have stopped using what is shared, and what came of it. */
export const adoptions: Feature = { name: 'adoptions', routes };
