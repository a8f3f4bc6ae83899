import type { Feature } from '../../platform/feature.ts';
import { publicRoutes } from './reading-routes.ts';
import { announcements, rooms } from './rules-room.ts';
import { routes } from './writing-routes.ts';

/** The rules of each workspace and the group's code of conduct, in versions. */
export const rules: Feature = { name: 'rules', publicRoutes, routes, rooms, announcements };
