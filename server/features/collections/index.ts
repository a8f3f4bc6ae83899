import type { Feature } from '../../platform/feature.ts';
import { routes } from './keeping-routes.ts';
import { publicRoutes } from './reading-routes.ts';

/** Ordered reading lists that coordinators keep. */
export const collections: Feature = {
  name: 'collections',
  publicRoutes,
  routes,
  outdates: { 'collection-changed': () => ['lists'] },
};
