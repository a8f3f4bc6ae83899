import type { Feature } from '../../platform/feature.ts';
import { signedInRoutes } from './routes.ts';

/** What people follow: how much they hear of the group, of a workspace and of a topic. */
export const follows: Feature = { name: 'follows', signedInRoutes };
