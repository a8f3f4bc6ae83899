import { eq } from 'drizzle-orm';
import { type SessionData, Store } from 'express-session';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import { hashOf } from '../../platform/tokens.ts';
import { sessions } from './tables.ts';
import { findSessionWithViewer } from './viewers.ts';

declare module 'express-session' {
  interface SessionData {
    viewer?: import('../../platform/viewer.ts').SignedIn | null;
    passport?: { user?: number };
    /** How this session began; kept in columns of their own. */
    signedInBy?: import('../../platform/viewer.ts').SignedInBy;
    secondStepAt?: string | null;
    /** In which browser, and from where; in columns too. */
    device?: string;
    place?: string;
  }
}

type Done = (error?: unknown) => void;

/** Moving the end of a session at every request would be a write for every page read. */
export const renewAfter = 10 * 60 * 1000;

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
    const { viewer, device, place, ...data } = session;
    const now = clock.now();
    const kept = {
      personId: session.passport?.user ?? null,
      data: JSON.parse(JSON.stringify(data)),
      signedInBy: session.signedInBy,
      secondStepAt: session.secondStepAt ? new Date(session.secondStepAt) : null,
      device,
      place,
      seenAt: now,
      expiresAt: endOf(session),
    };
    const idHash = hashOf(id);
    // One that was read and has been ended since, on another device, must not begin again.
    const wasRead = viewer !== undefined;
    const begun = () =>
      db
        .insert(sessions)
        .values({ idHash, createdAt: now, ...kept })
        .onConflictDoUpdate({ target: sessions.idHash, set: kept });
    settle(wasRead ? db.update(sessions).set(kept).where(eq(sessions.idHash, idHash)) : begun(), done);
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
        .set({ expiresAt, seenAt: clock.now() })
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

const endOf = ({ cookie }: SessionData) => new Date(clock.now().getTime() + (cookie.originalMaxAge ?? 0));

function settle(work: PromiseLike<unknown>, done: Done = () => {}): void {
  work.then(() => done(), done);
}
