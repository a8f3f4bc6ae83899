import type { Feature } from '../../platform/feature.ts';
import { signedInRoutes } from './routes.ts';

export const noticeMails: Feature = { name: 'notice-mails', signedInRoutes };
