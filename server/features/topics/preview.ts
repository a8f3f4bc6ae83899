import { signedInOf, type Viewer } from '../../platform/viewer.ts';
import type { Place } from '../guests/takes-part.ts';
import { sayWhoIsNotTold } from '../mentions/untold.ts';
import { contentOf } from './forms.ts';
import type { Kind } from './kinds.ts';
import { renderContent, sectionsOf, textsOf } from './rendering.ts';

export type Preview = Awaited<ReturnType<typeof previewOf>>;

/** A topic as its readers would see it, rendered as it is when it is posted, and whom it would speak to in vain. */
export async function previewOf(viewer: Viewer, kind: Kind, values: { title: string }, place: Place) {
  const content = contentOf(kind, values);
  const html = renderContent(kind, content, 'preview');
  return {
    title: values.title,
    notTold: await sayWhoIsNotTold(signedInOf(viewer), place, textsOf(kind, content)),
    sections: sectionsOf(kind, html),
  };
}
