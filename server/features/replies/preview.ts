import { renderMarkdown } from '../../platform/markdown.ts';
import { signedInOf, type Viewer } from '../../platform/viewer.ts';
import { sayWhoIsNotTold } from '../mentions/untold.ts';
import type { Topic } from '../topics/queries.ts';

/** A reply as its readers would see it, and whom it would speak to in vain. */
export const previewOf = async (viewer: Viewer, topic: Topic, body: string) => ({
  notTold: await sayWhoIsNotTold(signedInOf(viewer), topic, [body]),
  sections: [{ html: renderMarkdown(body, { idPrefix: 'preview-', headingsFrom: 3 }) }],
});
