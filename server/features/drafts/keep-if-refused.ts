import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { Refusal } from '../../platform/errors.ts';
import { readForm } from '../../platform/forms.ts';
import { keepTyped } from './keep-draft.ts';
import { placeOf } from './places.ts';

/**
 * Where a form is refused as a whole, since the topic was closed meanwhile, is no longer theirs to see, or they sent too
 * much, what was typed becomes a draft, and the page says so.
 */
export const keepIfRefused: ErrorRequestHandler = async (error, req, _res, next) => {
  const isRefused = error instanceof Refusal && [403, 404, 429].includes(error.status);
  // What comes from another website is refused before anybody asks who it is from.
  const isTheirs = req.viewer && req.viewer.kind !== 'visitor';
  const place = req.method === 'POST' && isTheirs && placeOf(req.originalUrl);
  if (!isRefused || !place) return next(error);
  const saved = await keepTyped(req, readForm(z.object({}), req.body).shown);
  if (saved) {
    error.isKept = true;
    error.leadingTo({ href: `/drafts/${saved.id}`, text: 'What you wrote is kept as a draft' });
  }
  // Only of what is not found can they not see the topic.
  if (error.status !== 404 && 'topicId' in place)
    error.leadingTo({ href: `/topics/${place.topicId}`, text: 'Go back to the topic' });
  next(error);
};
