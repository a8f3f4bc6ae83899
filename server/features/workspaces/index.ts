import { newestEventId } from '../../platform/events.ts';
import type { Feature } from '../../platform/feature.ts';
import { findWorkspaceById } from './queries.ts';
import { publicRoutes } from './routes.ts';

export const workspaces: Feature = {
  name: 'workspaces',
  publicRoutes,
  rooms: {
    // Everybody may see a workspace; members and visitors are told of different topics in it.
    workspace: async (_viewer, id) => {
      await findWorkspaceById(id);
      return { seq: await newestEventId() };
    },
  },
};
