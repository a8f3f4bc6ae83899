import type { Feature } from '../../platform/feature.ts';
import { profileRoutes } from './profile-routes.ts';

export const people: Feature = { name: 'people', routes: profileRoutes };
