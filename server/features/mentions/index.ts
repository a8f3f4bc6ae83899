import type { Feature } from '../../platform/feature.ts';
import { mentionMails } from './mails.ts';
import { signedInRoutes } from './routes.ts';

export const mentions: Feature = { name: 'mentions', signedInRoutes, mails: mentionMails };
