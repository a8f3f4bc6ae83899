import type { BenchFigures } from './run.ts';

/** The figures for people. */
export function describe({
  machine,
  sizes,
  startedIn,
  pages,
  posting,
  followed,
  fanOut,
  statements,
  memory,
}: BenchFigures): string {
  const rates = [...Object.entries(pages.kept), ...postings(posting)].map(
    ([name, { ours, bare, ratio, ...more }]) => [
      name,
      ours.perSecond,
      `${ours.p50} / ${ours.p99}`,
      bare.perSecond,
      `${bare.p50} / ${bare.p99}`,
      ratio,
      'bytes' in more ? more.ratioWithoutEtag : '',
      'bytes' in more ? more.processorRatio : '',
      'bytes' in more ? Math.round(more.bytes / 1024) : '',
    ],
  );
  const heads = ['', 'a second', 'p50 / p99 ms', 'bare', 'p50 / p99 ms', 'ratio', 'no ETag', 'by CPU', 'KB'];
  const told = [fanOut.ours, fanOut.bare].map(({ p50, p99, max }) => [p50, p99, max]);
  return [
    `${machine.processors} × ${machine.model}, ${machine.memoryGigabytes} GB, Node ${machine.node}, ${machine.platform}`,
    `${sizes.topics} topics, ${sizes.replies} replies; medians of ${sizes.rounds} rounds of ${sizes.secondsPerRound} s`,
    '',
    columns([heads, ...rates]),
    '',
    columns([
      [`A reply reaches ${fanOut.openPages} pages`, 'p50 ms', 'p99', 'max'],
      ['ours', ...(told[0] ?? [])],
      [`bare Socket.IO, ${fanOut.bytes} bytes`, ...(told[1] ?? [])],
      ['ratio', fanOut.ratioP50, fanOut.ratioP99, ''],
    ]),
    '',
    columns([
      [`Posting to a topic with ${followed.followers} followers`, 'p50 ms', 'p99', 'max'],
      ['with them', followed.followed.p50, followed.followed.p99, followed.followed.max],
      ['with none', followed.alone.p50, followed.alone.p99, followed.alone.max],
      ['ratio', followed.ratioP50, '', ''],
      ['until all are told', followed.toldIn.p50, followed.toldIn.p99, followed.toldIn.max],
    ]),
    '',
    columns([
      ['A page never drawn before', 'p50 ms', 'p99', 'max'],
      ...Object.entries(pages.firstTime).map(([who, { p50, p99, max }]) => [who, p50, p99, max]),
    ]),
    '',
    columns([
      ['SQL statements', 'first time', 'again'],
      ...Object.entries(statements).map(([name, { first, again }]) => [name, first, again]),
    ]),
    '',
    `Memory: ${memory.atStart} MB at start, ${memory.afterPages} after the pages, ${memory.afterLoad} after all. Started in ${startedIn} ms.`,
  ].join('\n');
}

const postings = ({ oneAtOnce, tenAtOnce }: BenchFigures['posting']) =>
  [
    ['posting a reply, one at once', oneAtOnce],
    ['posting a reply, ten at once', tenAtOnce],
  ] as const;

/** Rows as columns of a table. */
export function columns(rows: (string | number)[][]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => String(row[at] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          at === 0 ? String(cell).padEnd(widths[0] ?? 0) : String(cell).padStart(widths[at] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
