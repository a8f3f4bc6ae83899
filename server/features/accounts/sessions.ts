import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import passport from 'passport';
import { config } from '../../config.ts';
import { clock } from '../../platform/clock.ts';
import { hashOf } from '../../platform/tokens.ts';
import { type Viewer, visitor } from '../../platform/viewer.ts';
import { deviceOf } from './device.ts';
import { idleLimitOf, longestIdle } from './idle-limit.ts';
import { placeOf } from './place.ts';
import { sessionCookie, sessionIdFrom } from './session-cookie.ts';
import { renewAfter, SessionStore } from './session-store.ts';
import { findSessionWithViewer, findSignedIn } from './viewers.ts';

declare global {
  namespace Express {
    interface Request {
      viewer: Viewer;
    }
    /** Passport's name for whoever is signed in. */
    interface User extends Pick<import('../../platform/viewer.ts').SignedIn, 'id'> {
      signedInBy?: import('../../platform/viewer.ts').SignedInBy | null;
      /** True when they proved a second way who they are. */
      secondStep?: boolean;
    }
  }
}

// Passport has opened a new session by now, so that one that somebody planted before is worthless.
passport.serializeUser(
  (req: IncomingMessage, user: Express.User, done: (error: unknown, id?: number) => void) => {
    beginSession(req as Request, user).then(() => done(null, user.id), done);
  },
);
// The store has read the person together with the session.
passport.deserializeUser(
  (req: IncomingMessage, _id: number, done: (error: null, user: Express.User | false) => void) => {
    done(null, (req as Request).session.viewer ?? false);
  },
);

async function beginSession({ session, headers, ip }: Request, user: Express.User): Promise<void> {
  session.signedInBy = user.signedInBy ?? undefined;
  session.secondStepAt = user.secondStep ? clock.now().toISOString() : null;
  session.device = deviceOf(headers['user-agent']);
  session.place = await placeOf(ip);
  const person = await findSignedIn(user.id, { secondStep: user.secondStep });
  if (person) session.cookie.maxAge = idleLimitOf(person);
}

const openSession = session({
  name: sessionCookie,
  secret: config.sessionSecret,
  store: new SessionStore(),
  resave: false,
  saveUninitialized: false,
  // Opened only now and then, it then also tells the browser to keep its cookie for as long again.
  rolling: true,
  proxy: config.TRUST_PROXY > 0,
  cookie: { httpOnly: true, sameSite: 'lax', secure: config.production, maxAge: longestIdle, path: '/' },
});
const openPassport = passport.session();

/**
 * Finds out who a request is from. Somebody without a cookie is a visitor, which costs nothing. A session is opened,
 * with all that express-session and passport do, only where one begins or ends, and from time to time to renew it.
 */
export const identifyViewer: RequestHandler = async (req, res, next) => {
  const changesSession = /^\/(sign-in|sign-out|dev|account\/(passkeys|email\/confirmations))\b/i.test(
    req.path,
  );
  req.viewer = changesSession ? visitor : await viewerOf(req);
  if (!changesSession && (isAskedByScript(req) || !isDueForRenewal(req.viewer))) return next();
  openSession(req, res, (error) => {
    if (error) return next(error);
    openPassport(req, res, (error?: unknown) => {
      if (error) return next(error);
      const { viewer } = req.session;
      if (viewer) req.session.cookie.maxAge = idleLimitOf(viewer);
      req.viewer = viewer ?? visitor;
      next();
    });
  });
};

/** Who a request or a live connection is from, asked of the database anew each time. */
export async function viewerOf({ headers }: IncomingMessage): Promise<Viewer> {
  const id = sessionIdFrom(headers.cookie);
  const found = id ? await findSessionWithViewer(hashOf(id)) : null;
  return found?.viewer ?? visitor;
}

const isDueForRenewal = (viewer: Viewer) =>
  viewer.kind !== 'visitor' &&
  viewer.sessionExpiresAt.getTime() - clock.now().getTime() < idleLimitOf(viewer) - renewAfter;

/** What an open page asks for by itself, to keep up, is no use of the session by a person. */
const isAskedByScript = ({ method, headers }: Request) =>
  method === 'GET' && !['navigate', undefined].includes(headers['sec-fetch-mode'] as string | undefined);
