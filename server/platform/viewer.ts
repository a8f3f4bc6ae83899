/** Who somebody was when they wrote something; kept with what they wrote. */
export interface Byline {
  id: number;
  name: string;
  job: string;
  role: string;
  /** None for somebody outside the councils. */
  council: { slug: string; name: string } | null;
}

/** Somebody who is signed in, as the database holds them at this request. */
export interface Member {
  kind: 'member';
  id: number;
  name: string;
  job: string;
  email: string;
  /** What a form of theirs says it by; see writerMark(). */
  writer: string;
  council: { id: number; slug: string; name: string };
  isAdministrator: boolean;
  /** The workspaces they coordinate. */
  coordinates: 'all' | number[];
  isCoordinator: boolean;
  /** A hash of their session, to end its live connections with. */
  sessionHash: string;
  sessionExpiresAt: Date;
  /** The end of their last visit; empty on their first. */
  lastVisitAt: Date | null;
  /** When this visit was last noted. */
  seenAt: Date | null;
}

/** Somebody who is not signed in. */
export interface Visitor {
  kind: 'visitor';
}

/** Whoever asks. Every query and command begins with it. */
export type Viewer = Visitor | Member;

export const visitor: Visitor = { kind: 'visitor' };

/** True when they coordinate this workspace. */
export function isCoordinatorOf(viewer: Viewer, workspaceId: number): boolean {
  if (viewer.kind === 'visitor') return false;
  return viewer.coordinates === 'all' || viewer.coordinates.includes(workspaceId);
}

/** Who they are now, to be kept with what they write in a workspace. */
export function bylineOf(member: Member, workspaceId: number): Byline {
  const { id, name, job, council } = member;
  const role = isCoordinatorOf(member, workspaceId) ? 'Coordinator' : '';
  return { id, name, job, role, council: { slug: council.slug, name: council.name } };
}

/** The member who asks, below the line that asks everybody to sign in. */
export function memberOf(viewer: Viewer): Member {
  if (viewer.kind === 'visitor')
    throw new Error('A route that needs a member was reached without signing in');
  return viewer;
}
