import { type RequestHandler, Router } from 'express';
import { readId, readParameter } from '../../platform/addresses.ts';
import { marksOf } from '../../platform/atom.ts';
import { notFound } from '../../platform/errors.ts';
import { limitTo } from '../../platform/limits.ts';
import { sendFeed } from '../../platform/send-feed.ts';
import { visitor } from '../../platform/viewer.ts';
import { findCouncil } from '../councils/queries.ts';
import { listSavedSearch } from '../saved-searches/list-saved-search.ts';
import { findSavedSearchFor } from '../saved-searches/queries.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { findFeedByToken } from './queries.ts';
import { sendFeedOf } from './send-feed-of.ts';

export const publicRoutes = Router();

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
