import type { Feature } from '../../platform/feature.ts';
import { publicRoutes } from './routes.ts';

export const home: Feature = { name: 'home', publicRoutes };
