import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { config } from '../config.ts';

/** Pages may load only what this server has, send forms only to it, and be framed by nobody. */
const ofPages = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};

export const securityHeaders = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: ofPages },
  referrerPolicy: { policy: 'same-origin' },
  strictTransportSecurity: config.production,
  xFrameOptions: { action: 'deny' },
});

/** For a page of ours that shows mail within it. */
export const maySurroundMail: RequestHandler = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: { ...ofPages, frameSrc: ["'self'"] },
});

const ofMail = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    // Mail programs know no other styles than those that come with a mail.
    styleSrc: ["'unsafe-inline'"],
    formAction: ["'none'"],
    frameAncestors: ["'self'"],
    baseUri: ["'none'"],
    sandbox: [],
  },
});

const withinOurs = helmet.xFrameOptions({ action: 'sameorigin' });

/** For a mail as a mail program would show it: it runs, loads and sends nothing. */
export const asMail: RequestHandler = (req, res, next) =>
  ofMail(req, res, (error) => (error ? next(error) : withinOurs(req, res, next)));
