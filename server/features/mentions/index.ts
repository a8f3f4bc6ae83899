import type { Feature } from '../../platform/feature.ts';
import { signedInRoutes } from './routes.ts';

export const mentions: Feature = { name: 'mentions', signedInRoutes };
