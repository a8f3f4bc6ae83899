import type { NextFunction, Request, Response } from 'express';
import passport from 'passport';
import { config } from '../../config.ts';
import { Refusal } from '../../platform/errors.ts';
import type { SignedInBy } from '../../platform/viewer.ts';
import { leadOn } from '../passkeys/welcome.ts';
import { takeHeldPost } from './held-posts.ts';
import { noteDevice } from './known-devices.ts';
import { findSignedIn } from './viewers.ts';

/** Whom a strategy vouches for, and where they wanted to be. */
export interface Arrival {
  id: number;
  returnTo: string;
  signedInBy: SignedInBy;
  secondStep: boolean;
  /** True when they have joined just now. */
  isNew?: boolean;
}

/** Signs in whoever the strategy vouches for; then goes on with what they had sent, or to where they wanted to be. */
export function signInBy(strategy: string, req: Request, res: Response, next: NextFunction): void {
  passport.authenticate(strategy, (error: unknown, user: Arrival | false) => {
    if (error) return next(error);
    if (!user) return next(linkIsOver());
    signIn(user, req, res, next);
  })(req, res, next);
}

/** The same for somebody who has been vouched for already. */
export function signIn(user: Arrival, req: Request, res: Response, next: NextFunction): void {
  req.login(user, (failed) => {
    if (failed) return next(failed);
    goOn(user, req, res, next).catch(next);
  });
}

async function goOn(user: Arrival, req: Request, res: Response, next: NextFunction): Promise<void> {
  await noteDevice(req, res, user);
  const held = await takeHeldPost(req, res, user.id);
  if (!held) return res.redirect(303, await leadOn(req, res, user));
  req.viewer = (await findSignedIn(user.id, user)) ?? req.viewer;
  Object.assign(req, { url: held.path, originalUrl: held.path, body: held.body });
  // What it is answered with may be a page, which is theirs.
  Object.assign(res.locals, { viewer: req.viewer, signedIn: req.viewer.kind !== 'visitor', path: req.path });
  next();
}

/** In production browsers are told to keep no cookie from elsewhere: the link would be used up, and nobody signed in. */
export function requireHttps({ secure }: Request): void {
  if (secure || !config.production) return;
  throw new Refusal(
    403,
    'You cannot sign in at this address',
    'Open the address that begins with https://. If this one does, tell whoever runs the service to set TRUST_PROXY.',
  );
}

export const linkIsOver = () =>
  new Refusal(410, 'This link no longer works', 'A sign-in link works once, for 15 minutes.');
