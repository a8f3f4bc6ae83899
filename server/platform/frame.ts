import type { Response } from 'express';
import { escapeHtml } from './views.ts';

/** A page that many get alike, as it is sent, cut where its large parts belong and what is each viewer's own. */
export interface Frame {
  pieces: Buffer[];
  names: string[];
}

/**
 * Stands in a page's data for what is put in afterwards; a view writes it like any other value, and Handlebars does
 * not escape what has `toHTML`. Nothing that people type can look like it: rendered text has no comments of its own.
 */
export function mark(name: string) {
  const text = `<!--part ${name}-->`;
  return { toHTML: () => text, toString: () => text };
}

export function drawFrame(res: Response, view: string, data: object): Promise<Frame> {
  return new Promise((resolve, reject) => {
    res.render(view, data, (error, html) => (error ? reject(error) : resolve(cutAtMarks(html))));
  });
}

function cutAtMarks(html: string): Frame {
  const found = html.split(/<!--part (\w+)-->/);
  return {
    pieces: found.filter((_, at) => at % 2 === 0).map((piece) => Buffer.from(piece)),
    names: found.filter((_, at) => at % 2 === 1),
  };
}

/** The page, with each part in its place. */
export function fillFrame({ pieces, names }: Frame, parts: Record<string, Buffer[]>): Buffer {
  return Buffer.concat(pieces.flatMap((piece, at) => [...(parts[names[at - 1] ?? ''] ?? []), piece]));
}

/** Text that is put in afterwards, and so has to be made harmless here. */
export const asPart = (text: string | number): Buffer[] => [Buffer.from(escapeHtml(text))];
