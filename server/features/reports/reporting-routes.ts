import { type Request, type RequestHandler, Router } from 'express';
import { config } from '../../config.ts';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notAllowed } from '../../platform/errors.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { type PostPlace, reportHrefOf } from '../replies/addresses.ts';
import { askToConfirm } from './ask-to-confirm.ts';
import { reportForm, visitorReportForm } from './forms.ts';
import { listReportsBy } from './own-queries.ts';
import { canReport, whyNoReport } from './policy.ts';
import { findOpenReportBy, reportPost } from './report-post.ts';
import { findReported, type ReportedPost } from './reported-post.ts';
import { ruleChoices, rulesIn } from './rules-named.ts';
import { categoryChoices, shownCategory, shownOwnReport } from './shown.ts';
import { takeBackReport } from './take-back-report.ts';
import { daysToConfirm } from './visitor-reports.ts';

export const publicRoutes = Router();
export const signedInRoutes = Router();

const showForm: RequestHandler = async (req, res) => {
  const post = await findReportable(req);
  const open = req.viewer.kind === 'visitor' ? undefined : await findOpenReportBy(req.viewer, post);
  res.render('reports/new', {
    ...(await reportPage(post, newForm())),
    open: open && shownCategory(open),
  });
};

const sendReport: RequestHandler = async (req, res) => {
  const post = await findReportable(req);
  const form = readForm(reportForm, req.body);
  if (!form.ok) return res.status(422).render('reports/new', await reportPage(post, form.shown));
  const { category, line } = form.values;
  const ruleIds = await rulesOf(post, form.shown);
  const { isNew } = await reportPost(signedInOf(req.viewer), post, { category, line, ruleIds });
  res.redirect(303, isNew ? '/account/reports?done=sent' : reportHrefOf(post));
};

const sendByMail: RequestHandler = async (req, res) => {
  const post = await findReportable(req);
  if (req.viewer.kind !== 'visitor') return res.redirect(303, reportHrefOf(post));
  const form = readForm(visitorReportForm, req.body);
  if (!form.ok) return res.status(422).render('reports/new', await reportPage(post, form.shown));
  const { email, category, line } = form.values;
  const ruleIds = await rulesOf(post, form.shown);
  await askToConfirm({ email, ip: req.ip ?? '' }, post, { category, line, ruleIds });
  const mailboxHref = config.production ? '' : '/dev/mail';
  res.render('reports/to-confirm', { email, daysToConfirm, postHref: post.href, mailboxHref });
};

/** Where a visitor's form is shown again when it has been sent: asked for by its address, it is the form itself. */
const leadToForm: RequestHandler = (req, res) => {
  res.redirect(303, reportHrefOf(placeOf(req)));
};

for (const address of ['/topics/:topicId/report', '/topics/:topicId/replies/:number/report']) {
  publicRoutes.get(address, showForm);
  signedInRoutes.post(address, sendReport);
  publicRoutes.get(`${address}/by-mail`, leadToForm);
  publicRoutes.post(`${address}/by-mail`, sendByMail);
}

signedInRoutes.get('/account/reports', async (req, res) => {
  const reports = await listReportsBy(signedInOf(req.viewer));
  res.render('reports/own', { reports: reports.map(shownOwnReport), done: doneIn(req, doneWords) });
});

const doneWords = {
  sent: 'The coordinators have your report. We tell you what comes of it',
  'taken-back': 'You took your report back',
};

signedInRoutes.post('/account/reports/:reportId/removal', async (req, res) => {
  await takeBackReport(signedInOf(req.viewer), readId(req.params.reportId));
  res.redirect(303, '/account/reports?done=taken-back');
});

const placeOf = ({ params }: Pick<Request, 'params'>): PostPlace => ({
  topicId: readId(params.topicId),
  post: params.number === undefined ? 0 : readId(params.number),
});

async function findReportable(req: Request): Promise<ReportedPost> {
  const post = await findReported(req.viewer, placeOf(req));
  if (!canReport(req.viewer, post)) throw notAllowed(whyNoReport(post));
  return post;
}

const rulesOf = async ({ topic }: ReportedPost, { values }: ShownForm) =>
  rulesIn(values, await ruleChoices(topic.workspace.id));

async function reportPage(post: ReportedPost, form: ShownForm) {
  const { topic, author, what, href, createdAt, html } = post;
  return {
    topic: { id: topic.id, title: topic.title, workspace: topic.workspace },
    post: { what, href, reportHref: reportHrefOf(post), author, createdAt, html },
    categories: categoryChoices,
    rules: await ruleChoices(topic.workspace.id),
    form,
  };
}
