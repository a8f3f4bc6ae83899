import type { Feature } from '../../platform/feature.ts';
import { countTopicsByWorkspace, seqOf } from '../topics/counts.ts';
import { findStandardById } from './queries.ts';
import { publicRoutes } from './routes.ts';

export const standard: Feature = {
  name: 'standard',
  publicRoutes,
  rooms: {
    standard: async (viewer, id) => {
      await findStandardById(id);
      return { seq: seqOf(await countTopicsByWorkspace(viewer)) };
    },
  },
};
