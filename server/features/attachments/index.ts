import type { Feature } from '../../platform/feature.ts';
import { checkAttachment } from './check-attachment.ts';
import { attachmentMails } from './mails.ts';
import { publicRoutes, signedInRoutes } from './routes.ts';
import { sweepAttachments } from './sweep-attachments.ts';

export const attachments: Feature = {
  name: 'attachments',
  publicRoutes,
  signedInRoutes,
  jobs: { 'check-attachment': checkAttachment },
  regularly: { sweep: { every: 'day', run: sweepAttachments } },
  mails: attachmentMails,
};
