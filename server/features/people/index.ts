import type { Feature } from '../../platform/feature.ts';
import { directoryRoutes } from './directory-routes.ts';
import { peopleMails } from './mails.ts';
import { announcements, outdates, rooms } from './people-room.ts';
import { profileRoutes } from './profile-routes.ts';

export const people: Feature = {
  name: 'people',
  signedInRoutes: profileRoutes,
  routes: directoryRoutes,
  rooms,
  announcements,
  outdates,
  mails: peopleMails,
};
