import type { Response } from 'express';

const mark = /<!--part (\w+)-->/;

/**
 * Draws a page around large parts that were drawn before and are kept as they are sent, so that only what is around
 * them is drawn and encoded anew. In the view each part is a value like any other: {{{name}}}.
 */
export function drawAround(
  res: Response,
  view: string,
  data: object,
  parts: Record<string, Buffer[]>,
): Promise<Buffer> {
  const marks = Object.fromEntries(Object.keys(parts).map((name) => [name, `<!--part ${name}-->`]));
  return new Promise((resolve, reject) => {
    res.render(view, { ...data, ...marks }, (error, html) => {
      if (error) return reject(error);
      // Nothing that people type can look like a mark: rendered text has no comments of its own.
      const pieces = html
        .split(mark)
        .map((piece, at) => (at % 2 === 0 ? Buffer.from(piece) : (parts[piece] ?? [])));
      resolve(Buffer.concat(pieces.flat()));
    });
  });
}
