/** Who somebody was when they wrote something; kept with what they wrote. */
export interface Byline {
  id: number;
  name: string;
  job: string;
  role: string;
  /** None for somebody outside the councils. */
  council: { slug: string; name: string } | null;
}

/** As one line of text: "Ona Owner, Camden". */
export const withCouncil = ({ name, council }: { name: string; council: { name: string } | null }): string =>
  council ? `${name}, ${council.name}` : name;

/** Somebody who is signed in, as the database holds them at this request. */
interface Person {
  id: number;
  name: string;
  job: string;
  email: string;
  /** What a form of theirs says it by; see writerMark(). */
  writer: string;
  /** A hash of their session, to end its live connections with. */
  sessionHash: string;
  sessionExpiresAt: Date;
  signedInBy: SignedInBy | null;
  /** When they proved a second way who they are, in this session. */
  secondStepAt: Date | null;
  joinedAt: Date;
  /** When they last proved that they hold their address. */
  addressProvedAt: Date;
  /** True when they have to do so again. */
  isProofDue: boolean;
  /** The end of their last visit; empty on their first. */
  lastVisitAt: Date | null;
  /** When this visit was last noted. */
  seenAt: Date | null;
  /** The addresses of the forms in which they left a draft. */
  draftsAt: string[];
  /** In how many topics something waits that they have not read; no more than ten are counted. */
  unreadNotices: number;
  /** How many cases that were reported wait for them where they coordinate. */
  inQueue: number;
  /** The workspaces in which a coordinator has paused their posting, and the moment from which they can post again. */
  pausedIn: { workspaceId: number; until: Date }[];
}

/** How somebody proved who they are. */
export type SignedInBy = 'link' | 'provider' | 'passkey' | 'demonstration';

/** What somebody may do besides what every member may. */
export interface Powers {
  isAdministrator: boolean;
  isAssessor: boolean;
  /** The workspaces they coordinate. */
  coordinates: 'all' | number[];
  isCoordinator: boolean;
  /** The councils they are the lead of. */
  leads: number[];
}

/** An officer of a council. Powers are only theirs in a session with a second step: until then they are as any member. */
export interface Member extends Person, Powers {
  kind: 'member';
  council: { id: number; slug: string; name: string };
  /** The powers they hold that wait for a second step in this session. */
  waitingPowers: Powers | null;
}

/** Somebody from outside the councils, in the workspaces they were invited to and in no other. */
export interface Guest extends Person {
  kind: 'guest';
  council: null;
  organisation: string;
  workspaces: number[];
  /** Those of them where what they post no longer waits for a coordinator. */
  approvedIn: number[];
}

/** Somebody who is not signed in. */
export interface Visitor {
  kind: 'visitor';
}

export type SignedIn = Member | Guest;

/** Whoever asks. Every query and command begins with it. */
export type Viewer = Visitor | SignedIn;

export const visitor: Visitor = { kind: 'visitor' };

/** True when they coordinate this workspace. */
export function isCoordinatorOf(viewer: Viewer, workspaceId: number): boolean {
  if (viewer.kind !== 'member') return false;
  return viewer.coordinates === 'all' || viewer.coordinates.includes(workspaceId);
}

/** True when what the group keeps to itself in this workspace is for them too. */
export function isInGroup(viewer: Viewer, workspaceId: number): viewer is SignedIn {
  if (viewer.kind === 'guest') return viewer.workspaces.includes(workspaceId);
  return viewer.kind === 'member';
}

/** True for a guest of a workspace while what they post in it has to wait for a coordinator. */
export const mustWaitIn = (viewer: SignedIn, workspaceId: number): boolean =>
  viewer.kind === 'guest' && !viewer.approvedIn.includes(workspaceId);

/** From when they can post in a workspace again where a coordinator has paused that; whoever coordinates it is not held up. */
export const pausedUntilIn = (viewer: Viewer, workspaceId: number): Date | undefined =>
  viewer.kind === 'visitor' || isCoordinatorOf(viewer, workspaceId)
    ? undefined
    : viewer.pausedIn.find((pause) => pause.workspaceId === workspaceId)?.until;

/** True of whoever takes part in a workspace and whose posting there is not paused. */
export const canPostIn = (viewer: Viewer, workspaceId: number): viewer is SignedIn =>
  isInGroup(viewer, workspaceId) && pausedUntilIn(viewer, workspaceId) === undefined;

/** As whom they look at a workspace: what is drawn for many is the same for each of these. */
export const audienceIn = (viewer: Viewer, workspaceId: number) =>
  isInGroup(viewer, workspaceId) ? 'member' : 'visitor';

/** Who they are now, to be kept with what they write in a workspace. */
export function bylineOf(person: SignedIn, workspaceId: number): Byline {
  const { id, name, job } = person;
  if (person.kind === 'guest') {
    const from = [job, person.organisation].filter(Boolean).join(', ');
    return { id, name, job: from, role: 'Guest', council: null };
  }
  const { slug, name: council } = person.council;
  const role = isCoordinatorOf(person, workspaceId) ? 'Coordinator' : '';
  return { id, name, job, role, council: { slug, name: council } };
}

/** What is kept with a text that somebody changed as an act of a coordinator: acts name nobody to readers. */
export const bylineOfAct = ({ id }: SignedIn): Byline => ({
  id,
  name: 'A coordinator',
  job: '',
  role: '',
  council: null,
});

/** The member who asks, below the line that refuses everybody else. */
export function memberOf(viewer: Viewer): Member {
  if (viewer.kind !== 'member') throw new Error('A route for members was reached by somebody else');
  return viewer;
}

/** The member or guest who asks, below the line that asks everybody to sign in. */
export function signedInOf(viewer: Viewer): SignedIn {
  if (viewer.kind === 'visitor') throw new Error('A route was reached without signing in');
  return viewer;
}
