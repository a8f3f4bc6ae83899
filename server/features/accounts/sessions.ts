import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import passport from 'passport';
import { config } from '../../config.ts';
import { type Viewer, visitor } from '../../platform/viewer.ts';
import { SessionStore } from './session-store.ts';

declare global {
  namespace Express {
    interface Request {
      viewer: Viewer;
    }
    /** Passport's name for whoever is signed in. */
    interface User extends Pick<import('../../platform/viewer.ts').Member, 'id'> {}
  }
}

export const sessionCookie = 'sp_session';
const lasts = 7 * 24 * 60 * 60 * 1000;

passport.serializeUser<number>((user, done) => done(null, user.id));
// The store has read the member together with the session.
passport.deserializeUser(
  (req: IncomingMessage, _id: number, done: (error: null, user: Express.User | false) => void) => {
    done(null, (req as Request).session.member ?? false);
  },
);

const openSession = session({
  name: sessionCookie,
  secret: config.sessionSecret,
  store: new SessionStore(),
  resave: false,
  saveUninitialized: false,
  proxy: config.TRUST_PROXY > 0,
  cookie: { httpOnly: true, sameSite: 'lax', secure: config.production, maxAge: lasts, path: '/' },
});
const openPassport = passport.session();

/**
 * Finds out who a request is from. Somebody without a cookie is a visitor, which costs nothing; only where they
 * sign in is a session opened for them.
 */
export const identifyViewer: RequestHandler = (req, res, next) => {
  req.viewer = visitor;
  const signsIn = req.method === 'POST' && /^\/(sign-in|dev)\//.test(req.path);
  if (!signsIn && !hasSessionCookie(req)) return next();
  openSession(req, res, (error) => {
    if (error) return next(error);
    openPassport(req, res, (error?: unknown) => {
      if (error) return next(error);
      req.viewer = req.session.member ?? visitor;
      next();
    });
  });
};

export const hasSessionCookie = (req: IncomingMessage) =>
  (req.headers.cookie ?? '').includes(`${sessionCookie}=`);

/** Who a live connection is from, asked of the database anew each time. */
export function viewerOf({ headers }: IncomingMessage): Promise<Viewer> {
  const asked = { headers, url: '/', method: 'GET' } as Request;
  if (!hasSessionCookie(asked)) return Promise.resolve(visitor);
  return new Promise((resolve, reject) => {
    openSession(asked, new ServerResponse(asked) as Response, (error) =>
      error ? reject(error) : resolve(asked.session.member ?? visitor),
    );
  });
}
