import type { Feature } from '../../platform/feature.ts';
import { signedInRoutes } from './routes.ts';

/** What one topic is to another: the same, what replaces it, what it builds on, what it was made from. */
export const links: Feature = { name: 'links', signedInRoutes };
