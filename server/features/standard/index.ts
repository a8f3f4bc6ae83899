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
      const seq = seqOf(await countTopicsByWorkspace(viewer));
      if (viewer.kind !== 'guest') return { seq };
      // A guest is told what visitors are, but of the workspaces they are in what members are.
      return { seq, audiences: ['visitor', ...viewer.workspaces.map((workspaceId) => `in ${workspaceId}`)] };
    },
  },
};
