import { clock } from '../../platform/clock.ts';
import { isCoordinatorOf, type SignedIn } from '../../platform/viewer.ts';

/**
 * How much somebody new posts before a coordinator looks at it first. Nobody who helps comes near these; a program, or
 * somebody who advertises, is there within minutes, and then has reached few. An edit is not caught: whoever
 * has nothing posted has nothing to edit, and what was edited can be reported like all else. The links that it adds count
 * for what is posted next.
 */
export const limitsOnPosts = {
  /** As long as somebody is new who has joined. A guest always is: nobody at a council answers for them. */
  newForDays: 30,
  /** Whoever reads before they answer does not write three a minute for so long. */
  manyPosts: { posts: 30, minutes: 10 },
  /**
   * The same in three topics may be meant well, such as one answer to three who ask the same. A short text, such as thanks,
   * may be the same in many.
   */
  sameText: { topics: 3, hours: 24, letters: 40 },
  /** A list of sources is shorter than this. A post without any link is not caught for those that edits added. */
  manyLinks: { links: 20, minutes: 60 },
};

const { newForDays, manyPosts, sameText, manyLinks } = limitsOnPosts;

/** What caught a post: in short for coordinators, and as its author is told. */
const words = {
  'many-posts': {
    inShort: `${manyPosts.posts} posts in ${manyPosts.minutes} minutes`,
    toAuthor: `You have posted ${manyPosts.posts} times in ${manyPosts.minutes} minutes.`,
  },
  'same-text': {
    inShort: `the same text in ${sameText.topics} other topics in ${sameText.hours} hours`,
    toAuthor: `You have posted the same text in ${sameText.topics} other topics in ${sameText.hours} hours.`,
  },
  'many-links': {
    inShort: `more than ${manyLinks.links} links to other sites in ${manyLinks.minutes} minutes`,
    toAuthor: `With this you would have posted more than ${manyLinks.links} links to other sites in ${manyLinks.minutes} minutes.`,
  },
};

export type LimitOnPosts = keyof typeof words;

/** The words for what caught a post; nothing where no limit did. */
export const caughtInWords = (caughtBy: LimitOnPosts | null) => (caughtBy ? words[caughtBy] : undefined);

/** True of guests, and of members who have not been here for long, unless they were trusted with more. */
export function isNewHere(author: SignedIn): boolean {
  if (author.kind === 'guest') return true;
  if (author.isAdministrator || author.leads.length > 0) return false;
  return author.joinedAt.getTime() > clock.now().getTime() - newForDays * 24 * 60 * 60_000;
}

/** True of those whose posts in a workspace a limit may catch. */
export const isLimitedIn = (author: SignedIn, workspaceId: number): boolean =>
  isNewHere(author) && !isCoordinatorOf(author, workspaceId);
