import { Router } from 'express';
import { readNumber, readParameter } from '../../platform/addresses.ts';
import { notFound } from '../../platform/errors.ts';
import { newForm } from '../../platform/forms.ts';
import { areLogsProtected } from '../../platform/logs-protected.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { administers, memberWith } from '../../platform/powers.ts';
import { type Act, acts } from './log.ts';
import { canReadLog, listLogFor } from './log-queries.ts';

export const logRoutes = Router();

logRoutes.get('/administration/log', async (req, res) => {
  const member = memberWith(req.viewer, canReadLog);
  const asked = readParameter(req.query.act);
  const act = Object.hasOwn(acts, asked) ? (asked as Act) : undefined;
  const page = readNumber(req.query.page) ?? 1;
  const { lines, pages } = await listLogFor(member, { act, page });
  if (page > pages) throw notFound();
  const address = (page: number) =>
    `/administration/log?${new URLSearchParams({ ...(act && { act }), page: String(page) })}`;
  res.render('roles/log', {
    lines,
    title: ['Log of access', act && acts[act], page > 1 && `page ${page}`].filter(Boolean).join(', '),
    shown: `${act ? acts[act] : 'Everything'}, newest first`,
    breadcrumbs: administers(member)
      ? [{ text: 'Administration', href: '/administration' }]
      : [
          { text: 'Your account', href: '/account' },
          { text: 'Your roles', href: '/account/roles' },
        ],
    form: newForm({ act: act ?? '' }),
    acts: Object.entries(acts).map(([value, text]) => ({ value, text })),
    isWhole: member.isAdministrator,
    isUnprotected: member.isAdministrator && !(await areLogsProtected()),
    mayAdminister: administers(member),
    links: pageLinks(page, pages, address),
  });
});
