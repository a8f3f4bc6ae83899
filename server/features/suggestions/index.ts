import type { Feature } from '../../platform/feature.ts';
import { routes } from './routes.ts';

/** Edits that are proposed to whoever looks after guidance or a pattern. */
export const suggestions: Feature = { name: 'suggestions', signedInRoutes: routes };
