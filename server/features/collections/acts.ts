import type { Visibility } from '../topics/kinds.ts';

/** What can be done to a collection, in the words of its story; what is about a topic goes on with its title. */
export const acts = {
  made: 'made it',
  described: 'changed its title, its introduction or who can see it',
  deleted: 'deleted it',
  restored: 'put it back',
  added: 'added',
  explained: 'changed why to read',
  moved: 'moved',
  removed: 'took out',
  returned: 'put back in',
} as const;

export type Act = keyof typeof acts;

/** What a collection says of itself. */
export interface Description {
  title: string;
  introduction: string;
  visibility: Visibility;
}

/** What was said by an act: a description, the line of a topic, its place. */
export type Said = Partial<Description> & { line?: string; place?: number };
