import type { Feature } from '../../platform/feature.ts';
import { publicRoutes } from './accept-routes.ts';
import { invitationMails } from './mails.ts';
import { routes } from './routes.ts';

export const invitations: Feature = { name: 'invitations', publicRoutes, routes, mails: invitationMails };
