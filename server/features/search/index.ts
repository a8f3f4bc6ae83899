import type { Feature } from '../../platform/feature.ts';
import { publicRoutes, signedInRoutes } from './routes.ts';

/** Finding what has been asked, answered and shared before. */
export const search: Feature = { name: 'search', publicRoutes, signedInRoutes };
