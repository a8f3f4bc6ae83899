import type { Feature } from '../../platform/feature.ts';
import { signedInRoutes } from './routes.ts';

/** "Has this been asked?": what is like a topic that somebody begins. */
export const similarTopics: Feature = { name: 'similar-topics', signedInRoutes };
