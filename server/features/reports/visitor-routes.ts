import { type Request, Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { Refusal } from '../../platform/errors.ts';
import { visitor } from '../../platform/viewer.ts';
import { confirmReport } from './confirm-report.ts';
import { findReported } from './reported-post.ts';
import { shownOwnReport } from './shown.ts';
import { takeBackByLink } from './take-back-report.ts';
import { findVisitorReport, type VisitorReport } from './visitor-reports.ts';

/** What visitors reported, by the link that they were sent. Mail scanners follow links: what changes something is a button. */
export const visitorRoutes = Router();

visitorRoutes.get('/reports/:token', async (req, res) => {
  const found = await findReport(req);
  const report = await shownReport(found);
  const page = { report, token: readParameter(req.params.token), done: doneIn(req, stillSo(found)) };
  res.set('Cache-Control', 'no-store').render('reports/by-link', page);
});

/** An address is opened again, or a button pressed that was left on an old page: what it led to may have gone on since. */
const stillSo = ({ confirmedAt, takenBackAt, toldAt }: VisitorReport) => ({
  ...(confirmedAt &&
    !takenBackAt &&
    !toldAt && { confirmed: 'The coordinators have your report. We write to you what comes of it' }),
  ...(takenBackAt && { 'taken-back': 'You took your report back' }),
});

visitorRoutes.post('/reports/:token/confirmation', async (req, res) => {
  const token = readParameter(req.params.token);
  await confirmReport(await findReport(req), token);
  res.redirect(303, `/reports/${token}?done=confirmed`);
});

visitorRoutes.post('/reports/:token/removal', async (req, res) => {
  const { id } = await findReport(req);
  await takeBackByLink(id);
  res.redirect(303, `/reports/${readParameter(req.params.token)}?done=taken-back`);
});

async function findReport(req: Request): Promise<VisitorReport> {
  const found = await findVisitorReport(readParameter(req.params.token));
  if (!found) throw reportIsOver();
  return found;
}

const reportIsOver = () =>
  new Refusal(
    410,
    'This link no longer works',
    'A report has to be confirmed within seven days. When it is over, we forget it after 30 days.',
  );

/** The post is named while it is public. */
async function shownReport(report: VisitorReport) {
  const post = await findReported(visitor, report).catch(notThere);
  const topic = post ? { title: post.topic.title, kind: post.topic.kind } : null;
  return shownOwnReport({ ...report, state: report.state ?? '', outcome: report.outcome ?? '', topic });
}

function notThere(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error;
}
