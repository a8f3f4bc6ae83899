import type { Tx } from '../../platform/database.ts';
import { renderMarkdown } from '../../platform/markdown.ts';
import { withoutGoneNames } from '../mentions/without-gone-names.ts';

/** What somebody wrote to begin a collection with, as it is kept, and as pages show it. */
export async function readyIntroduction(tx: Tx, text: string) {
  const introduction = await withoutGoneNames(tx, text);
  return { introduction, html: renderIntroduction(introduction) };
}

export const renderIntroduction = (source: string): string =>
  renderMarkdown(source, { idPrefix: 'introduction-', headingsFrom: 2 });
