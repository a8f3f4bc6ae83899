import type { SignedIn } from '../../platform/viewer.ts';

/** What somebody can be told of, in the order in which the settings list it. */
export const noticeKinds = [
  'mention',
  'reply',
  'accepted',
  'act',
  'invitation',
  'review',
  'asked',
  'followed',
  'topic',
  'solved',
  'week',
] as const;

export type NoticeKind = (typeof noticeKinds)[number];

interface Words {
  /** As a choice in a list of them. */
  name: string;
  /** What somebody did, after their name. */
  did: string;
  /** What it covers, for whoever decides whether to have mail of it. */
  means: string;
}

export const kindWords: Record<NoticeKind, Words> = {
  mention: {
    name: 'Mentions',
    did: 'mentioned you',
    means: 'Somebody mentions you, your council or the coordinators with “@”',
  },
  reply: {
    name: 'Replies to you',
    did: 'replied to you',
    means: 'Somebody answers a topic that you look after or a reply of yours',
  },
  accepted: {
    name: 'Accepted answers',
    did: 'accepted your answer',
    means: 'An answer of yours is accepted',
  },
  act: {
    name: 'Changes to your posts',
    did: 'changed something of yours',
    means:
      'Somebody suggests an edit to what you look after, links it, hands it to you or decides on what you sent',
  },
  invitation: {
    name: 'Invitations',
    did: 'did something about an invitation',
    means: 'Somebody accepts your invitation, or what you share with others changes',
  },
  review: {
    name: 'Reviews',
    did: 'asked you to review this',
    means: 'Guidance or a pattern that you look after has to be checked',
  },
  asked: {
    name: 'What you are asked',
    did: 'asked you to help with this',
    means:
      'A question waits for somebody like you, or we ask how something went that you said you were interested in',
  },
  followed: {
    name: 'Replies in what you follow',
    did: 'replied',
    means: 'Somebody replies in a topic that you follow',
  },
  topic: {
    name: 'New topics',
    did: 'started this topic',
    means: 'Somebody starts a topic where you follow new topics',
  },
  solved: {
    name: 'Solved questions',
    did: 'accepted an answer, so this is solved',
    means: 'A question that you follow is solved',
  },
  week: {
    name: 'Your week as a coordinator',
    did: 'said what needs you',
    means: 'On Mondays, what needs you in the workspaces that you coordinate, if there is anything',
  },
};

/** What somebody can be told of: some of it is for coordinators alone. */
export const kindsFor = (viewer: SignedIn): NoticeKind[] =>
  noticeKinds.filter((kind) => kind !== 'week' || coordinates(viewer));

/** Also in a session without a second step. */
const coordinates = (viewer: SignedIn): boolean =>
  viewer.kind === 'member' && (viewer.isCoordinator || viewer.waitingPowers?.isCoordinator === true);

/** A post is one notice a person, by what concerns them most: these give way to a mention. */
export const lessThanMention: NoticeKind[] = ['reply', 'followed', 'topic'];

export const isNoticeKind = (text: string): text is NoticeKind => Object.hasOwn(kindWords, text);
