import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import type { Request, RequestHandler } from 'express';
import { Refusal } from '../../platform/errors.ts';

/** The most bytes of one file, and how many come at once. */
export const mostBytes = 10 * 1024 * 1024;
export const mostFiles = 10;
const mostOfFields = 1024 * 1024;

/** A file as it arrived, on this machine until the request is answered. */
export interface Upload {
  name: string;
  path: string;
  size: number;
  /** Set where there was more than may be attached: the rest was not kept. */
  isTooLarge: boolean;
}

declare global {
  namespace Express {
    interface Request {
      uploads?: Upload[];
    }
  }
}

/**
 * Reads a form that has files in it: its fields as every other form's, its files into a folder that goes with the request.
 * Of whoever is not signed in only the fields are read, so that what they typed is held like any other form.
 */
export const readUpload: RequestHandler = async (req, res, next) => {
  if (req.method !== 'POST' || req.path !== '/attachments' || !req.is('multipart/form-data')) return next();
  const length = Number(req.headers['content-length'] ?? 0);
  if (length > mostFiles * mostBytes + 2 * mostOfFields) {
    // The rest is not worth waiting for.
    res.set('Connection', 'close');
    throw tooMuch();
  }
  const folder = await mkdtemp(path.join(tmpdir(), `upload-${process.pid}-`));
  res.once('close', () => rm(folder, { recursive: true, force: true }).catch(() => {}));
  const { fields, uploads } = await parse(req, req.viewer.kind === 'visitor' ? undefined : folder);
  req.body = fields;
  req.uploads = uploads;
  next();
};

async function parse(req: Request, folder: string | undefined) {
  const fields: Record<string, string | string[]> = Object.create(null);
  const uploads: Upload[] = [];
  const writing: Promise<void>[] = [];
  const streams: BusboyFileStream[] = [];
  const refusals: Refusal[] = [];
  const keep = async (stream: BusboyFileStream, name: string) => {
    const upload = {
      name,
      path: path.join(folder ?? '', String(writing.length)),
      size: 0,
      isTooLarge: false,
    };
    if (name) uploads.push(upload);
    await pipeline(stream, createWriteStream(upload.path));
    Object.assign(upload, { size: stream.bytesRead, isTooLarge: stream.truncated });
  };

  try {
    const parser = new Busboy({
      headers: req.headers as BusboyHeaders,
      limits: { fileSize: mostBytes, files: mostFiles, fields: 200, fieldSize: mostOfFields, parts: 250 },
    });
    parser.on('file', (_field, stream, name) => {
      streams.push(stream);
      if (folder) writing.push(keep(stream, name ?? ''));
      else stream.resume();
      // What breaks off is said once, by the parser itself.
      stream.on('error', () => {});
    });
    parser.on('field', (field, value, _nameTruncated, isTruncated) => {
      if (isTruncated) refusals.push(tooMuch());
      const before = fields[field];
      fields[field] = before === undefined ? value : [before, value].flat();
    });
    parser.on('filesLimit', () => refusals.push(tooMany()));
    for (const limit of ['fieldsLimit', 'partsLimit'] as const)
      parser.on(limit, () => refusals.push(tooMuch()));
    await pipeline(req, parser);
    await Promise.all(writing);
  } catch {
    // The parser leaves these open, and what is written from them would wait for ever.
    for (const stream of streams) stream.destroy();
    await Promise.allSettled(writing);
    throw brokenOff();
  }
  if (refusals[0]) {
    req.body = fields;
    throw refusals[0];
  }
  return { fields, uploads };
}

const brokenOff = () =>
  new Refusal(
    400,
    'Your files did not arrive whole',
    'The line broke off, or what was sent could not be read. None of them was kept. Go back to what you were writing and add them again.',
  );

const tooMany = () =>
  new Refusal(
    422,
    'Those are too many files at once',
    `You can add ${mostFiles} files at a time. None of them was kept. Go back to what you were writing and add them in parts.`,
  );

const tooMuch = () =>
  new Refusal(
    413,
    'What you sent is too large',
    `Each file can have 10 MB, and ${mostFiles} can be added at a time. None of them was kept. Go back to what you were writing, where your text should still be.`,
  );
