import type { Feature } from '../../platform/feature.ts';
import { publicRoutes } from './routes.ts';

/** What emails are sent, when and why, with a sample of each. */
export const emails: Feature = { name: 'emails', publicRoutes };
