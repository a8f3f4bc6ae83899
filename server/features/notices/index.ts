import type { Feature } from '../../platform/feature.ts';
import { reactions } from './reactions.ts';
import { announcements, rooms } from './room.ts';
import { signedInRoutes } from './routes.ts';
import { sweepNotices } from './sweep.ts';

export const notices: Feature = {
  name: 'notices',
  signedInRoutes,
  rooms,
  announcements,
  reactions,
  regularly: { sweep: { every: 'day', run: sweepNotices } },
};
