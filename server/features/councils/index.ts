import type { Feature } from '../../platform/feature.ts';
import { publicRoutes } from './routes.ts';

export const councils: Feature = { name: 'councils', publicRoutes };
