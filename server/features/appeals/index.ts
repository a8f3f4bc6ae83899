import type { Feature } from '../../platform/feature.ts';
import { inQueues } from '../reports/queue-rooms.ts';
import { routes, signedInRoutes } from './routes.ts';

/** Whoever wrote a post says once that what was done to it was not right; a coordinator decides who did not act. */
export const appeals: Feature = {
  name: 'appeals',
  routes,
  signedInRoutes,
  announcements: { 'appeal-changed': ({ workspaceId }) => inQueues(workspaceId) },
};
