import type { Feature } from '../../platform/feature.ts';
import { publicRoutes, signedInRoutes } from './routes.ts';

/** What is new in a workspace, in a topic or from a council, and what a search finds, for programs that read feeds. */
export const feeds: Feature = { name: 'feeds', publicRoutes, signedInRoutes };
