import type { Feature } from '../../platform/feature.ts';
import { signedInRoutes } from './routes.ts';

/** Searches that somebody saved. */
export const savedSearches: Feature = { name: 'saved-searches', signedInRoutes };
