import type { Feature } from '../../platform/feature.ts';
import { endPins } from './end-pins.ts';
import { purgeRemoved } from './purging/purge-removed.ts';
import { routes, signedInRoutes } from './routes.ts';

/** What coordinators do to posts, each with a reason, a notice to their author, an undo and a line in the log. */
export const moderation: Feature = {
  name: 'moderation',
  routes,
  signedInRoutes,
  regularly: {
    'end-pins': { every: 'hour', run: endPins },
    'purge-removed': { every: 'day', run: purgeRemoved },
  },
};
