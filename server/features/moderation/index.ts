import { Router } from 'express';
import type { Feature } from '../../platform/feature.ts';
import { inQueues } from '../reports/queue-rooms.ts';
import { appealRoutes } from './appeal-routes.ts';
import { endPins } from './end-pins.ts';
import { purgeRemoved } from './purge-removed.ts';
import { routes, signedInRoutes } from './routes.ts';

/** What coordinators do to posts, each with a reason, a notice to their author, an undo and a line in the log. */
export const moderation: Feature = {
  name: 'moderation',
  routes: Router().use(appealRoutes, routes),
  signedInRoutes,
  announcements: { 'appeal-changed': ({ workspaceId }) => inQueues(workspaceId) },
  regularly: {
    'end-pins': { every: 'hour', run: endPins },
    'purge-removed': { every: 'day', run: purgeRemoved },
  },
};
