import type { Feature } from '../../platform/feature.ts';
import { publicRoutes, signedInRoutes } from './routes.ts';

/** Replies are told to pages together with their topics: see topics/announcements.ts. */
export const replies: Feature = { name: 'replies', publicRoutes, signedInRoutes };
