import type { Feature } from '../../platform/feature.ts';
import { endPins } from './end-pins.ts';
import { purgeRemoved } from './purging/purge-removed.ts';
import { routes, signedInRoutes } from './routes.ts';

/** What coordinators do to posts, each with a reason, a notice to their author, an undo and a line in the log. */
export const moderation: Feature = {
  name: 'moderation',
  routes,
  signedInRoutes,
  announcements: {
    // The pages that they have open ask what they may still do.
    'pause-changed': ({ personId }) => [
      { room: `person:${personId}`, change: async () => ({ patches: [] }) },
    ],
  },
  regularly: {
    'end-pins': { every: 'hour', run: endPins },
    'purge-removed': { every: 'day', run: purgeRemoved },
  },
};
