import type { Feature } from '../../platform/feature.ts';
import { publicRoutes } from './routes.ts';

/** What is known: solved questions, guidance that is current, patterns to reuse. */
export const library: Feature = { name: 'library', publicRoutes };
