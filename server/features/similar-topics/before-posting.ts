import type { ShownForm } from '../../platform/forms.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { Kind } from '../topics/kinds.ts';
import { listSimilar } from './queries.ts';
import { shownSimilar } from './shown.ts';

/** How like it a topic has to be that holds up whoever is about to post: a page between is more than a list beside. */
const worthHoldingUp = 0.45;

/** What is sent again with what was typed, but not from these: they belong to the page that it was sent from. */
const ofThePage = new Set(['act', 'place', 'seenSimilar']);

/**
 * What answers a question already that is about to be posted, with the fields to send again; nothing where that was
 * shown before, while the title was typed or on the page between.
 */
export async function answersBefore(viewer: Viewer, kind: Kind, { values }: ShownForm, title: string) {
  if (kind !== 'question' || values.seenSimilar) return undefined;
  const found = await listSimilar(viewer, title, { least: worthHoldingUp, solvedOnly: true });
  const typed = Object.entries(values).filter(([field]) => !ofThePage.has(field));
  return found.length > 0 ? { topics: shownSimilar(found), typed: Object.fromEntries(typed) } : undefined;
}
