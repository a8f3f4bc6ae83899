import { newestEventId } from '../../platform/events.ts';
import type { Feature } from '../../platform/feature.ts';
import { findStandardById } from './queries.ts';
import { publicRoutes } from './routes.ts';

export const standard: Feature = {
  name: 'standard',
  publicRoutes,
  rooms: {
    standard: async (_viewer, id) => {
      await findStandardById(id);
      return { seq: await newestEventId() };
    },
  },
};
