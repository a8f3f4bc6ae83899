import type { Feature } from '../../platform/feature.ts';
import { publicRoutes, signedInRoutes } from './routes.ts';

/** Searches that somebody saved, each with a feed of its own where they want one. */
export const savedSearches: Feature = { name: 'saved-searches', publicRoutes, signedInRoutes };
