import { access, constants, stat } from 'node:fs/promises';
import { findCouncilIfAny } from '../councils/queries.ts';
import type { Visibility } from '../topics/kinds.ts';
import { listWorkspaces } from '../workspaces/queries.ts';
import type { Destination } from './as-topics.ts';
import { importBatch } from './import-batch.ts';
import { readLines } from './read-lines.ts';
import { readThreadLine, type ThreadLine } from './thread-line.ts';

export interface ImportOptions {
  /** The slug of the workspace for all of it; without one, each thread goes where its suggested points say. */
  into?: string;
  /** The slug of the council that all of it comes from. */
  council?: string;
  visibility: Visibility;
  /** Told of each line that is refused, with the reason. */
  refused?: (line: number, reason: string) => void;
  /** Told after each batch how far the file has been read, of how many bytes. */
  progress?: (bytes: number, size: number, soFar: ImportSummary) => void;
  /** Ends the import after the present batch. */
  signal?: AbortSignal;
}

export interface ImportSummary {
  topics: number;
  replies: number;
  alreadyThere: number;
  refused: number;
  stopped: boolean;
}

const batchAtMost = { threads: 200, characters: 1_000_000 };

/**
 * Imports a file of threads, a line each. It can be stopped at any time and run again: what is there already is left
 * as it is. A line that cannot be imported is refused, and the others are imported.
 */
export async function importThreads(file: string, options: ImportOptions): Promise<ImportSummary> {
  const { refused, progress, signal } = options;
  const size = await sizeOf(file);
  const to = await destinationOf(options);
  const summary: ImportSummary = { topics: 0, replies: 0, alreadyThere: 0, refused: 0, stopped: false };
  let batch: ThreadLine[] = [];
  let characters = 0;

  async function importSoFar(bytes: number): Promise<void> {
    const { topics, replies } = await importBatch(batch, to);
    summary.topics += topics;
    summary.replies += replies;
    summary.alreadyThere += batch.length - topics;
    batch = [];
    characters = 0;
    progress?.(bytes, size, summary);
  }

  for await (const line of readLines(file)) {
    if (signal?.aborted) return { ...summary, stopped: true };
    const read = 'problem' in line ? line : readThreadLine(line.text);
    if ('problem' in read) {
      summary.refused++;
      refused?.(line.number, read.problem);
      continue;
    }
    batch.push(read.thread);
    characters += 'text' in line ? line.text.length : 0;
    if (batch.length >= batchAtMost.threads || characters >= batchAtMost.characters)
      await importSoFar(line.bytes);
  }
  if (batch.length > 0) await importSoFar(size);
  return summary;
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new Error(`There is no file ${file}.`);
  if (found.isDirectory()) throw new Error(`${file} is a folder. Name a file in it.`);
  await access(file, constants.R_OK).catch(() => {
    throw new Error(`The file ${file} may not be read by you.`);
  });
  return found.size;
}

async function destinationOf({ into, council, visibility }: ImportOptions): Promise<Destination> {
  const workspaces = await listWorkspaces();
  const group = workspaces.find(({ requirement }) => !requirement);
  const chosen = into === undefined ? undefined : workspaces.find(({ slug }) => slug === into);
  if (into !== undefined && !chosen) {
    throw new Error(
      `There is no workspace ${into}. These are: ${workspaces.map(({ slug }) => slug).join(', ')}.`,
    );
  }
  if (!group) throw new Error('There is no workspace for the running of the group.');
  const byNumber = new Map(
    workspaces
      .filter(({ standardId }) => standardId === group.standardId)
      .map((workspace) => [workspace.number, workspace]),
  );
  const suggested = ({ suggested_points }: ThreadLine) =>
    suggested_points.map((point) => byNumber.get(point)).find((workspace) => workspace !== undefined);
  const from = council === undefined ? null : await findCouncilIfAny(council);
  if (from === undefined)
    throw new Error(`There is no council ${council}. Use a name from an address, such as camden.`);
  return { workspaceOf: (thread) => chosen ?? suggested(thread) ?? group, visibility, council: from };
}
