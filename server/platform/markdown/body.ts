import type { HeadingIds } from './headings.ts';

export interface BodyPlace {
  /** Put before every id the body makes, so that no two bodies on a page can clash. */
  idPrefix: string;
  /** The level of the body's outermost headings: one below the heading it stands under. */
  headingsFrom?: number;
}

/** What the rules know about the body they are turning into HTML: the parser's `env`. */
export interface Body extends Required<BodyPlace> {
  headingIds: HeadingIds;
  lettersInAddresses: number;
  /** Kept by the footnotes plugin: the place of each label's note in the list, -1 until something refers to it. */
  footnotes?: { refs?: Record<string, number> };
}
