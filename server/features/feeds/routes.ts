import { type Request, type RequestHandler, Router } from 'express';
import { config } from '../../config.ts';
import { readId, readParameter } from '../../platform/addresses.ts';
import { marksOf } from '../../platform/atom.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { readForm } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import { sendFeed } from '../../platform/send-feed.ts';
import { signedInOf, visitor } from '../../platform/viewer.ts';
import { findCouncil } from '../councils/queries.ts';
import { listSavedSearch } from '../saved-searches/list-saved-search.ts';
import { findSavedSearchFor } from '../saved-searches/queries.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { endFeed } from './end-feed.ts';
import { feedForm } from './forms.ts';
import { makeFeed } from './make-feed.ts';
import { nameOf, type PrivateSubject, readSubject } from './names.ts';
import { findFeedByToken, listFeedsOf } from './queries.ts';
import { sendFeedOf } from './send-feed-of.ts';
import { kindLabels, shownFeed } from './shown.ts';
import { findPrivateSubjectFor } from './subjects.ts';

export const publicRoutes = Router();
export const signedInRoutes = Router();

// These show to everybody what is public: programs that read feeds do not sign in.

publicRoutes.get('/workspaces/:slug/feed.atom', async (req, res) => {
  const { id } = await findWorkspace(readParameter(req.params.slug));
  await sendFeedOf(res, visitor, { kind: 'workspace', id });
});

publicRoutes.get('/topics/:topicId/feed.atom', async (req, res) => {
  await sendFeedOf(res, visitor, { kind: 'topic', id: readId(req.params.topicId) });
});

publicRoutes.get('/councils/:slug/feed.atom', async (req, res) => {
  const { id } = await findCouncil(readParameter(req.params.slug));
  await sendFeedOf(res, visitor, { kind: 'council', id });
});

const limitFetching = limitTo({ name: 'private-feeds', points: 60, duration: 3600 });
const limitGuessing = limitTo({ name: 'private-feed-guesses', points: 300, duration: 3600 });

/** Whoever has the address reads it as its owner would now; it is not there where they could not sign in. */
const sendPrivateFeed: RequestHandler = async (req, res) => {
  const found = await findFeedByToken(readParameter(req.params.token));
  if (!found) {
    await limitGuessing(req.ip ?? '');
    throw notFound();
  }
  const { owner, subject } = found;
  const beforeSending = () => limitFetching(String(found.id));
  res.set('Cache-Control', 'private, no-cache').set('X-Robots-Tag', 'noindex');
  const { kind, id } = subject;
  if (kind !== 'search') return sendFeedOf(res, owner, { kind, id }, { isPrivate: true, beforeSending });
  const saved = await findSavedSearchFor(owner, id);
  const feed = await listSavedSearch(owner, saved);
  const asked = { viewer: owner, name: `search ${id} ${saved.name}`, marks: marksOf(feed.entries) };
  await sendFeed(res, { ...asked, beforeSending }, async () => feed);
};

publicRoutes.get('/feeds/:token', sendPrivateFeed);
// Where the feeds of saved searches were before others had any.
publicRoutes.get('/search/feeds/:token', sendPrivateFeed);

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
