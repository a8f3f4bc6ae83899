import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { type SessionData, Store } from 'express-session';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import { sessions } from './tables.ts';
import { findSessionWithViewer } from './viewers.ts';

declare module 'express-session' {
  interface SessionData {
    viewer?: import('../../platform/viewer.ts').SignedIn | null;
    passport?: { user?: number };
    /** How this session began; kept in columns of their own. */
    signedInBy?: import('../../platform/viewer.ts').SignedInBy;
    secondStepAt?: string | null;
  }
}

type Done = (error?: unknown) => void;

/** Moving the end of a session at every request would be a write for every page read. */
export const renewAfter = 10 * 60 * 1000;

export const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

/**
 * Sessions in Postgres, kept under a hash of their id. Reading one brings its member along, so that a request
 * asks the database once who it is from, and is told what is true now.
 */
export class SessionStore extends Store {
  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    findSessionWithViewer(hashOf(id)).then((found) => {
      if (!found) return done(null, null);
      const { data, expiresAt, viewer } = found;
      const cookie = { ...(data.cookie as object), expires: expiresAt };
      done(null, { ...data, cookie, viewer } as unknown as SessionData);
    }, done);
  }

  override set(id: string, session: SessionData, done?: Done): void {
    const { viewer: _, ...data } = session;
    const kept = {
      personId: session.passport?.user ?? null,
      data: JSON.parse(JSON.stringify(data)),
      signedInBy: session.signedInBy,
      secondStepAt: session.secondStepAt ? new Date(session.secondStepAt) : null,
      expiresAt: endOf(session),
    };
    settle(
      db
        .insert(sessions)
        .values({ idHash: hashOf(id), ...kept })
        .onConflictDoUpdate({ target: sessions.idHash, set: kept }),
      done,
    );
  }

  override touch(id: string, session: SessionData, done?: Done): void {
    const expiresAt = endOf(session);
    const known = session.viewer?.sessionExpiresAt;
    if (known && expiresAt.getTime() - known.getTime() < renewAfter) {
      done?.();
      return;
    }
    settle(
      db
        .update(sessions)
        .set({ expiresAt })
        .where(eq(sessions.idHash, hashOf(id))),
      done,
    );
  }

  /** Ends a session, and every live connection that was opened with it. */
  override destroy(id: string, done?: Done): void {
    const sessionHash = hashOf(id);
    settle(
      db.transaction(async (tx) => {
        const ended = await tx.delete(sessions).where(eq(sessions.idHash, sessionHash)).returning();
        if (ended.length > 0) await record(tx, 'session-ended', { sessionHash, actorId: ended[0]?.personId });
      }),
      done,
    );
  }
}

const endOf = (session: SessionData) =>
  session.cookie.expires ? new Date(session.cookie.expires) : clock.now();

function settle(work: PromiseLike<unknown>, done: Done = () => {}): void {
  work.then(() => done(), done);
}
