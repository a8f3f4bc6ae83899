import { type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '../../platform/viewer.ts';
import { isPosted, visibleTo } from '../topics/queries.ts';

/** True of the topics that this viewer may see in a feed: a draft is nobody's news, not even its author's. */
export const isShownTo = (viewer: Viewer): SQL => sql`(${visibleTo(viewer)} and ${isPosted})`;
