import { and, eq, gt, sql } from 'drizzle-orm';
import type { Request, RequestHandler, Response } from 'express';
import { config } from '../../config.ts';
import { readReferer } from '../../platform/addresses.ts';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { limitTo } from '../../platform/limits.ts';
import { hashOf, newToken } from '../../platform/tokens.ts';
import { heldPosts } from './tables.ts';
import { isWriterMark, writerMark } from './writer.ts';

const heldCookie = 'sp_held';
const heldFor = 24 * 60 * 60 * 1000;
const limitHolding = limitTo({ name: 'held-post', points: 120, duration: 3600 });

/**
 * The line in app.ts below which everybody has to sign in. What somebody sent whose session had run out is held for
 * that browser, and done when they have signed in. Asked for a page, strangers learn nothing, not even that it is there.
 */
export const askToSignIn: RequestHandler = async (req, res, next) => {
  if (req.viewer.kind !== 'visitor') return next();
  if (req.method !== 'POST') throw notFound();
  const back = readReferer(req.headers.referer);
  const sentByScript =
    req.headers['sec-fetch-mode'] !== undefined && req.headers['sec-fetch-mode'] !== 'navigate';
  if (sentByScript) return res.status(401).json({ signIn: signInAddress(back) });
  if (isWorthHolding(req.body)) await holdPost(req, res);
  res.redirect(303, signInAddress(back));
};

/** Guests learn nothing of what is below this line in app.ts: it is there for members. */
export const membersOnly: RequestHandler = (req, _res, next) => {
  if (req.viewer.kind !== 'member') throw notFound();
  next();
};

const signInAddress = (back: string) => `/sign-in?${new URLSearchParams({ back, signedOut: 'yes' })}`;

/** Only what says who wrote it can be posted later, so only that is worth keeping: not whatever strangers make up. */
const isWorthHolding = (body: unknown) => isWriterMark((body as { writer?: unknown } | undefined)?.writer);

async function holdPost(req: Request, res: Response): Promise<void> {
  await limitHolding(req.ip ?? '');
  const token = newToken();
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + heldFor);
  const body = storable(req.body);
  await db
    .insert(heldPosts)
    .values({ tokenHash: hashOf(token), path: req.originalUrl, body, createdAt, expiresAt });
  res.cookie(heldCookie, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: config.production,
    maxAge: heldFor,
    path: '/',
  });
}

/** The fields without the one character that Postgres cannot keep. */
function storable(body: Record<string, string | string[]>) {
  const tidy = (text: string) => text.replaceAll('\0', '');
  const fields = Object.entries(body).map(([field, sent]) => [tidy(field), [sent].flat().map(tidy)] as const);
  return Object.fromEntries(fields.map(([field, sent]) => [field, sent.length === 1 ? sent[0] : sent]));
}

export const isHolding = (req: Request) => (req.headers.cookie ?? '').includes(`${heldCookie}=`);

/**
 * Takes what this browser was holding, if the person who has signed in is the one who wrote it. It goes with the
 * browser's cookie and not with the sign-in link, so that nobody can have their words posted by somebody else.
 */
export async function takeHeldPost(req: Request, res: Response, personId: number) {
  const token = new RegExp(`(?:^|; )${heldCookie}=([\\w-]+)`).exec(req.headers.cookie ?? '')?.[1];
  if (!token) return undefined;
  const isTheirs = and(
    eq(heldPosts.tokenHash, hashOf(token)),
    gt(heldPosts.expiresAt, clock.now()),
    sql`${heldPosts.body}->>'writer' = ${writerMark(personId)}`,
  );
  // Taken and deleted in one, so that of two sign-ins at once only one goes on with it.
  const [held] = await db.delete(heldPosts).where(isTheirs).returning();
  if (!held) return undefined;
  res.clearCookie(heldCookie, { path: '/' });
  return { path: held.path, body: held.body };
}
