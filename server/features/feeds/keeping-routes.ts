import { type Request, Router } from 'express';
import { config } from '../../config.ts';
import { readId, readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { readForm } from '../../platform/forms.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { endFeed } from './end-feed.ts';
import { feedForm } from './forms.ts';
import { makeFeed } from './make-feed.ts';
import { nameOf, type PrivateSubject, readSubject } from './names.ts';
import { listFeedsOf } from './queries.ts';
import { kindLabels, shownFeed } from './shown.ts';
import { findPrivateSubjectFor } from './subjects.ts';

export const signedInRoutes = Router();

signedInRoutes.get('/account/feeds', async (req, res) => {
  const of = readParameter(req.query.of);
  const subject = of ? readSubject(of) : undefined;
  res.render('feeds/index', { ...(await ownPage(req, subject)), done: doneIn(req, doneWords) });
});

const doneWords = { ended: 'You have ended a feed. Its address shows nothing now' };

/** The answer to it is the only page that ever shows the address. */
signedInRoutes.post('/account/feeds', async (req, res) => {
  const form = readForm(feedForm, req.body);
  if (!form.ok) throw notFound();
  const subject = readSubject(form.values.of);
  const token = await makeFeed(signedInOf(req.viewer), subject);
  const made = `${config.baseUrl}/feeds/${token}`;
  res
    .set('Cache-Control', 'no-store')
    .render('feeds/index', { ...(await ownPage(req, subject)), title: 'Your feed is ready', made });
});

signedInRoutes.post('/account/feeds/:feedId/removal', async (req, res) => {
  await endFeed(signedInOf(req.viewer), readId(req.params.feedId));
  res.redirect(303, '/account/feeds?done=ended');
});

/** All feeds of their own, and the one that is asked about, which they may not have yet. */
async function ownPage({ viewer }: Request, subject?: PrivateSubject) {
  const person = signedInOf(viewer);
  const [about, own] = await Promise.all([
    subject && findPrivateSubjectFor(person, subject),
    listFeedsOf(person),
  ]);
  const feeds = own.map(shownFeed);
  const toAccount = { text: 'Your account', href: '/account' };
  if (!subject || !about) return { title: 'Your feeds', breadcrumbs: [toAccount], feeds };
  const of = nameOf(subject);
  const publicHref = about.isPublic ? `${about.href}/feed.atom` : '';
  const { madeAt } = feeds.find((one) => one.of === of) ?? {};
  return {
    title: `Feed of ${about.name}`,
    breadcrumbs: [toAccount, { text: 'Your feeds', href: '/account/feeds' }],
    feeds,
    asked: { ...about, of, kindLabel: kindLabels[subject.kind], publicHref, madeAt },
  };
}
