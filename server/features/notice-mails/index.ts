import type { Feature } from '../../platform/feature.ts';
import { noticeMailKinds } from './mails.ts';
import { signedInRoutes } from './routes.ts';
import { sendNoticeMail } from './send-notice-mail.ts';
import { stopRoutes } from './stop-routes.ts';

export const noticeMails: Feature = {
  name: 'notice-mails',
  publicRoutes: stopRoutes,
  signedInRoutes,
  mailJobs: { 'send-notice-mail': sendNoticeMail },
  mails: noticeMailKinds,
};
