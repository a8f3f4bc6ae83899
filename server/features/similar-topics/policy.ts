import type { Standing } from '../topics/queries.ts';

/** True for what answers already: see isSolved in queries.ts. */
export const answersAlready = ({ kind, state }: Pick<Standing, 'kind' | 'state'>): boolean =>
  state === { question: 'answered', guidance: 'published', pattern: 'in-use' }[kind];
