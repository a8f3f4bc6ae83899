/** What somebody follows: all of the group, one workspace or one topic. */
export type Place = 'group' | 'workspace' | 'topic';

/** How much they hear of what happens there. */
export type Level = 'everything' | 'new-topics' | 'solved' | 'mine' | 'nothing';

/** What counts where nothing was chosen. */
export const usualLevel: Level = 'mine';

/** The levels, in the order of pages: from most to least. */
export const levels: Level[] = ['everything', 'new-topics', 'solved', 'mine', 'nothing'];
