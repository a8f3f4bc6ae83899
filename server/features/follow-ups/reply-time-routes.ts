import { Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { daysCounted } from './reckon-reply-times.ts';
import { findReplyTimes } from './reply-times.ts';

/** How quickly questions are answered: for the group to see, of itself. */
export const replyTimeRoutes = Router();

replyTimeRoutes.get('/reply-times', async (_req, res) => {
  res.render('follow-ups/reply-times', {
    title: 'How quickly the group answers',
    times: await findReplyTimes(null),
    daysCounted,
  });
});

replyTimeRoutes.get('/workspaces/:slug/reply-times', async (req, res) => {
  const workspace = await findWorkspace(readParameter(req.params.slug));
  res.render('follow-ups/reply-times', {
    title: `How quickly questions are answered in ${workspace.name}`,
    workspace,
    times: await findReplyTimes(workspace.id),
    daysCounted,
    breadcrumbs: [
      { text: 'The Standard', href: '/standard' },
      { text: workspace.name, href: `/workspaces/${workspace.slug}` },
    ],
  });
});
