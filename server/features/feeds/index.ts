import type { Feature } from '../../platform/feature.ts';
import { signedInRoutes } from './keeping-routes.ts';
import { publicRoutes } from './reading-routes.ts';

/** What is new in a workspace, in a topic or from a council, and what a search finds, for programs that read feeds. */
export const feeds: Feature = { name: 'feeds', publicRoutes, signedInRoutes };
