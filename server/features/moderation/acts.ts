import type { Reply } from '../replies/queries.ts';
import type { Removal, Visibility } from '../topics/kinds.ts';
import type { Topic } from '../topics/queries.ts';
import type { Posting } from './pausing/pause-posting.ts';

/** What a coordinator acts on: a topic, or one of its replies. */
export interface Target {
  topic: Topic;
  reply?: Reply;
  /** Whether its author can post where it stands, where that was asked for. */
  posting?: Posting;
  /** The number of the version whose text it says again; empty where the newest says something new. */
  saysAgain?: number | null;
}

/** What is chosen besides the act itself. */
export interface Choice {
  until?: Date | null;
  minutes?: number;
  workspaceId?: number;
  /** The topic that it is the same as. */
  otherId?: number;
}

/** What acts change of a topic, and of a reply. */
export interface Change {
  removedAs?: Removal | null;
  removedAt?: Date | null;
  heldAt?: Date | null;
  lockedAt?: Date | null;
  pinnedUntil?: Date | null;
  slowMinutes?: number;
  visibility?: Visibility;
  workspaceId?: number;
  /** Until when its author cannot post in the workspace. */
  pausedUntil?: Date | null;
  /** The topic that it is the same as. */
  sameAs?: number | null;
}

interface Words {
  /** On the button that does it. */
  label: string;
  /** The same where it is so already and changes only how. */
  labelAgain?: string;
  /** What it does, for whoever decides. */
  means: string;
  /** In the log, before "a question", "this reply", "2 topics" or "it". */
  did: string;
  /** In a sentence to its author, after "A coordinator" and before "your question". */
  told: string;
  /** On the page after it. */
  done: string;
  /** What the author can do about it, where anything can be mended. */
  mend?: string;
  /** Whether it was done to the posting of whoever wrote it, and not to what they wrote. */
  isOfAuthor?: boolean;
}

interface Act extends Words {
  /** Whether it takes the post from its readers. */
  isStrong?: boolean;
  /** Whether it answers what was reported of the post. */
  settles?: boolean;
  /** Whether it is chosen for one alone, and not for several at once. */
  isForOne?: boolean;
  /** What makes it good again: where there is such an act, its author can appeal. */
  opposite?: string;
  /** True where it would change something. */
  fits: (target: Target) => boolean;
  change: (now: Date, choice: Choice) => Change;
  asksFor?: 'until' | 'minutes' | 'workspace' | 'pause' | 'topic';
  /** Whether it writes a version of its text: see change-text.ts. */
  isOfText?: boolean;
}

const removalOf = ({ topic, reply }: Target): Removal | null => (reply ?? topic).removedAs;
const isRemoved = (target: Target): boolean => removalOf(target) === 'removed';
const heldSince = ({ topic, reply }: Target): Date | null => (reply ?? topic).heldAt;
const ofTopic =
  (holds: (topic: Topic) => boolean): Act['fits'] =>
  ({ topic, reply }) =>
    !reply && topic.removedAs === null && holds(topic);

/** What is removed can be read by nobody. */
const isThere = (target: Target) => removalOf(target) !== 'removed' && target.topic.removedAs !== 'removed';

/** True while nobody has changed what a coordinator made of it. */
function saysWhatCoordinatorWrote({ topic, reply, saysAgain }: Target): boolean {
  const { coordinatorVersion, versionCount } = reply ?? topic;
  return coordinatorVersion !== null && [versionCount, saysAgain].includes(coordinatorVersion);
}

/** Each act with its ordinary opposite after it. What an author took off themselves is theirs to put back. */
export const acts = {
  hide: {
    label: 'Hide',
    means: 'Nobody but its author and coordinators can read it, until it is put back.',
    did: 'Hid',
    told: 'hid',
    done: 'It is hidden',
    settles: true,
    mend: 'You can still see and edit it.',
    isStrong: true,
    opposite: 'restore',
    fits: (target) => removalOf(target) !== 'hidden',
    change: (now) => ({ removedAt: now, removedAs: 'hidden', heldAt: null }),
  },
  remove: {
    label: 'Remove',
    means:
      'Nobody but coordinators can read it, and they can put it back. After 30 days its text is deleted, unless it is held.',
    did: 'Removed',
    told: 'removed',
    done: 'It is removed',
    settles: true,
    mend: 'After 30 days its text is deleted, unless a coordinator holds it or an appeal waits.',
    isStrong: true,
    opposite: 'restore',
    fits: (target) => !isRemoved(target),
    change: (now) => ({ removedAt: now, removedAs: 'removed', heldAt: null }),
  },
  restore: {
    label: 'Put back',
    means: 'Everyone who could read it before can read it again.',
    did: 'Put back',
    told: 'put back',
    done: 'It is back',
    fits: (target) => removalOf(target) !== null,
    change: () => ({ removedAt: null, removedAs: null, heldAt: null }),
  },
  hold: {
    label: 'Keep longer',
    means: 'It is kept until a coordinator releases it, also after 30 days. It stays removed.',
    did: 'Held',
    told: 'decided to keep the text of',
    done: 'It is kept until a coordinator releases it',
    mend: 'It stays removed, and its text is not deleted after 30 days, but kept until a coordinator releases it.',
    opposite: 'release',
    fits: (target) => isRemoved(target) && heldSince(target) === null,
    change: (now) => ({ heldAt: now }),
  },
  release: {
    label: 'Keep no longer than 30 days',
    means: 'Its text is deleted 30 days after it was removed, or in the night to come where those are over.',
    did: 'Released',
    told: 'decided no longer to keep the text of',
    done: 'It is kept no longer than 30 days',
    mend: 'It stays removed, and its text is deleted 30 days after that, or in the night to come where those are over, unless an appeal waits.',
    opposite: 'hold',
    fits: (target) => isRemoved(target) && heldSince(target) !== null,
    change: () => ({ heldAt: null }),
  },
  edit: {
    label: 'Edit',
    means: 'Changes its text. The post then says that a coordinator edited it.',
    did: 'Edited',
    told: 'edited',
    done: 'It is edited',
    settles: true,
    mend: 'You can still edit it. You can appeal as long as nobody has edited it since.',
    opposite: 'restore-text',
    isForOne: true,
    isOfText: true,
    fits: isThere,
    change: () => ({}),
  },
  'restore-text': {
    label: 'Put the earlier text back',
    means: 'It says again what it said before a coordinator edited it.',
    did: 'Put the earlier text back in',
    told: 'put back the earlier text of',
    done: 'It says again what it said before',
    isForOne: true,
    isOfText: true,
    fits: (target) => isThere(target) && saysWhatCoordinatorWrote(target),
    change: () => ({}),
  },
  lock: {
    label: 'Lock',
    means: 'Nobody but coordinators can reply.',
    did: 'Locked',
    told: 'locked',
    done: 'It is locked',
    settles: true,
    opposite: 'unlock',
    fits: ofTopic(({ lockedAt }) => lockedAt === null),
    change: (now) => ({ lockedAt: now }),
  },
  unlock: {
    label: 'Unlock',
    means: 'People can reply again.',
    did: 'Unlocked',
    told: 'unlocked',
    done: 'It is unlocked',
    fits: ofTopic(({ lockedAt }) => lockedAt !== null),
    change: () => ({ lockedAt: null }),
  },
  pin: {
    label: 'Pin',
    labelAgain: 'Pin until another day',
    means: 'It stands first in its workspace until the day that you choose.',
    did: 'Pinned',
    told: 'pinned',
    done: 'It is pinned',
    asksFor: 'until',
    opposite: 'unpin',
    fits: ofTopic(() => true),
    change: (_, { until }) => ({ pinnedUntil: until ?? null }),
  },
  unpin: {
    label: 'Unpin',
    means: 'It stands in its place among the others again.',
    did: 'Unpinned',
    told: 'unpinned',
    done: 'It is not pinned any more',
    fits: ofTopic(({ pinnedUntil }) => pinnedUntil !== null),
    change: () => ({ pinnedUntil: null }),
  },
  slow: {
    label: 'Slow down',
    labelAgain: 'Change how slow it is',
    means: 'Each person can reply only once in the minutes that you choose. Coordinators are not held up.',
    did: 'Slowed down',
    told: 'slowed down',
    done: 'It is slowed down',
    settles: true,
    asksFor: 'minutes',
    opposite: 'speed-up',
    fits: ofTopic(() => true),
    change: (_, { minutes = 0 }) => ({ slowMinutes: minutes }),
  },
  'speed-up': {
    label: 'Stop slowing down',
    means: 'People can reply as often as they like.',
    did: 'Stopped slowing down',
    told: 'stopped slowing down',
    done: 'It is not slowed down any more',
    fits: ofTopic(({ slowMinutes }) => slowMinutes > 0),
    change: () => ({ slowMinutes: 0 }),
  },
  'make-members-only': {
    label: 'Show to members only',
    means: 'The public can no longer see it.',
    did: 'Stopped the public from seeing',
    told: 'stopped the public from seeing',
    done: 'Only the group can see it now',
    settles: true,
    opposite: 'make-public',
    fits: ofTopic(({ visibility }) => visibility === 'public'),
    change: () => ({ visibility: 'group' }),
  },
  'make-public': {
    label: 'Make public',
    means: 'Anybody on the internet can read it, with all replies.',
    did: 'Let the public see',
    told: 'let the public see',
    done: 'Everyone can see it now',
    opposite: 'make-members-only',
    fits: ofTopic(({ visibility }) => visibility === 'group'),
    change: () => ({ visibility: 'public' }),
  },
  move: {
    label: 'Move to another workspace',
    means:
      'It goes on there, with its replies and under the same address. Guests of this workspace can then read it only if it is public, or if they are guests of the other one too.',
    did: 'Moved',
    told: 'moved',
    done: 'It is in the other workspace now',
    asksFor: 'workspace',
    fits: ofTopic(() => true),
    // It was pinned among others.
    change: (_, { workspaceId }) => ({ workspaceId, pinnedUntil: null }),
  },
  'mark-duplicate': {
    label: 'Mark as a duplicate',
    means:
      'It keeps its address, is closed to new replies and leads to another topic of the same kind. Whoever follows it follows that one, and “We have this too” counts there.',
    did: 'Put the mark of a duplicate on',
    told: 'put the mark of a duplicate on',
    done: 'It leads to the other topic now',
    settles: true,
    mend: 'It leads to the other topic, where you can go on.',
    isForOne: true,
    asksFor: 'topic',
    opposite: 'unmark-duplicate',
    fits: ofTopic(({ sameAs }) => sameAs === null),
    change: (_, { otherId }) => ({ sameAs: otherId ?? null }),
  },
  'unmark-duplicate': {
    label: 'It is not a duplicate',
    means:
      'It stands by itself again and takes replies. Whoever followed the other topic because of it does not any more.',
    did: 'Took the mark of a duplicate from',
    told: 'took the mark of a duplicate from',
    done: 'It stands by itself again',
    isForOne: true,
    fits: ofTopic(({ sameAs }) => sameAs !== null),
    change: () => ({ sameAs: null }),
  },
  pause: {
    label: 'Pause its author',
    means:
      'Whoever wrote it cannot post in this workspace until the day that you choose. They can still read, keep drafts, edit what they wrote and report. What they posted stays as it is.',
    did: 'Paused the posting of whoever wrote',
    told: 'paused',
    done: 'Their posting is paused',
    settles: true,
    mend: 'You can still read, keep drafts and edit what you wrote here, and post in other workspaces.',
    isOfAuthor: true,
    isForOne: true,
    asksFor: 'pause',
    opposite: 'resume',
    fits: ({ posting }) => posting?.canBePaused === true && posting.pausedUntil === null,
    change: (_, { until }) => ({ pausedUntil: until ?? null }),
  },
  resume: {
    label: 'End the pause of its author',
    means: 'Whoever wrote it can post in this workspace again.',
    did: 'Ended the pause of whoever wrote',
    told: 'ended the pause of',
    done: 'They can post again',
    isOfAuthor: true,
    isForOne: true,
    fits: ({ posting }) => Boolean(posting?.pausedUntil),
    change: () => ({ pausedUntil: null }),
  },
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof acts;

/** What is said of acts that take replies from one topic to another: merge-topics.ts and what is beside it. */
export const moving = {
  merge: {
    label: 'Merge into another topic',
    means: 'Its text and its replies go on in another topic of the same kind. Its address leads there.',
    did: 'Merged',
    told: 'merged',
    done: 'It is merged into the other topic',
    mend: 'What you wrote is a reply there now, and its old address leads to it.',
  },
  split: {
    label: 'Split replies off',
    means: 'Replies that you choose, with all answers to them, go on in a new question of their own.',
    did: 'Split replies off',
    told: 'split replies off',
    done: 'They are in a topic of their own',
  },
} as const satisfies Record<string, Words>;

/** What is said of decisions about what waits: see guests. */
export const deciding = {
  approve: {
    label: 'Approve and post',
    means: 'It is posted in the name of whoever sent it.',
    did: 'Approved',
    told: 'approved',
    done: 'It is posted',
  },
  decline: {
    label: 'Decline',
    means: 'It is not posted. Whoever sent it keeps the text.',
    did: 'Declined',
    told: 'declined',
    done: 'It is declined',
    mend: 'Your text is kept, so that you can change it and send it again.',
  },
} as const satisfies Record<string, Words>;

/** Lines that are written beside another, of what it meant for the other topic. */
const besides: Record<string, string> = {
  undo: 'Undid',
  'appeal-upheld': 'Upheld an appeal about',
  'appeal-declined': 'Declined an appeal about',
  'take-in': 'Merged another topic into',
  'give-back': 'Took another topic out of',
};

export const isDeciding = (text: string): text is keyof typeof deciding => Object.hasOwn(deciding, text);
export const isMoving = (text: string): text is keyof typeof moving => Object.hasOwn(moving, text);

/** The words for an act, where it is one that can be chosen. */
export const wordsOf = (act: string): Words | undefined =>
  isMoving(act) ? moving[act] : isDeciding(act) ? deciding[act] : isActName(act) ? actOf(act) : undefined;

export const isActName = (text: string): text is ActName => Object.hasOwn(acts, text);
export const isActOnSeveral = (text: string): text is ActName => isActName(text) && !actOf(text).isForOne;
export const actOf = (name: ActName): Act => acts[name];

/** Whether it was done to the posting of whoever wrote something. */
export const isOfAuthor = (act: string): boolean => isActName(act) && Boolean(actOf(act).isOfAuthor);

/** What can be done to several at once. */
export const actsOnSeveral = Object.keys(acts).filter(isActOnSeveral);

/** What can be done with this now. */
export const listActsFor = (target: Target): ActName[] =>
  isTakenOffByAuthor(target) || target.topic.removedAs === 'merged'
    ? []
    : (Object.keys(acts) as ActName[]).filter(
        (name) => hasWhatItIsDoneTo(name, target) && actOf(name).fits(target),
      );

const hasWhatItIsDoneTo = (name: ActName, target: Target) => isOfAuthor(name) || !isPurged(target);

const isTakenOffByAuthor = ({ reply }: Target) => Boolean(reply?.removedAt && !reply.removedAs);

/** Without its text nothing can be done to it any more. */
export const isPurged = ({ topic, reply }: Target): boolean => (reply ?? topic).purgedAt !== null;

/** The act that makes this one good again. */
export function oppositeOf(name: string): ActName | undefined {
  const opposite = isActName(name) ? actOf(name).opposite : undefined;
  return opposite && isActName(opposite) ? opposite : undefined;
}

/** What its button says as this stands. */
export function labelOf(name: string, target: Target): string | undefined {
  const opposite = oppositeOf(name);
  const isSo = opposite !== undefined && actOf(opposite).fits(target);
  return (isSo ? wordsOf(name)?.labelAgain : undefined) ?? wordsOf(name)?.label;
}

/** How the log says what was done. */
export const didWords = (act: string): string => besides[act] ?? wordsOf(act)?.did ?? act;
