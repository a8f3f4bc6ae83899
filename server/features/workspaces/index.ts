import type { Feature } from '../../platform/feature.ts';
import { changeBeforeSending } from '../../platform/mail.ts';
import { audienceIn } from '../../platform/viewer.ts';
import { countTopics } from '../topics/counts.ts';
import { emailRoutes } from './email-routes.ts';
import { keepTitlesOut } from './keep-titles-out.ts';
import { findWorkspaceById } from './queries.ts';
import { publicRoutes } from './routes.ts';

changeBeforeSending(keepTitlesOut);

export const workspaces: Feature = {
  name: 'workspaces',
  publicRoutes,
  routes: emailRoutes,
  rooms: {
    // Everybody may see a workspace; members and visitors are told of different topics in it.
    workspace: async (viewer, id) => {
      await findWorkspaceById(id);
      const { seq } = await countTopics(viewer, id);
      return { seq, audiences: [audienceIn(viewer, id)] };
    },
  },
};
