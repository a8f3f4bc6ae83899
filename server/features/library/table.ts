import { config } from '../../config.ts';
import { formatNumber } from '../../platform/views.ts';
import type { shownKnown } from './shown.ts';

const columns: [string, (topic: ReturnType<typeof shownKnown>) => string | number][] = [
  ['Title', ({ title }) => title],
  ['Kind', ({ kindLabel }) => kindLabel],
  ['State', ({ health, stateLabel }) => health?.label ?? stateLabel],
  ['Requirement', ({ workspace }) => workspace.number ?? ''],
  ['Workspace', ({ workspace }) => workspace.name],
  ['Council', ({ author }) => author.council?.name ?? ''],
  ['Councils that use it or have it too', ({ councilCount }) => councilCount],
  ['Tags', ({ tags }) => tags.join(', ')],
  ['Answer', ({ answer }) => answer?.text ?? ''],
  ['Last changed', ({ editedAt, createdAt }) => (editedAt ?? createdAt).toISOString().slice(0, 10)],
  ['Address', ({ href }) => config.baseUrl + href],
];

/**
 * The same as a table in CSV (RFC 4180), which a spreadsheet opens without running anything in it. Where there are more
 * topics than these, its last row says so.
 */
export function drawTable(topics: ReturnType<typeof shownKnown>[], total: number): string {
  const rows = topics.map((topic) => columns.map(([, read]) => cell(read(topic))));
  const more = `These are the first ${formatNumber(topics.length)} of ${formatNumber(total)} topics. Narrow the library to have the others.`;
  const last = total > topics.length ? [columns.map((_, at) => (at === 0 ? cell(more) : ''))] : [];
  return [columns.map(([head]) => cell(head)), ...rows, ...last]
    .map((row) => `${row.join(',')}\r\n`)
    .join('');
}

/** A text that begins like a formula is given an apostrophe: a spreadsheet would reckon with it. */
function cell(value: string | number): string {
  const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
