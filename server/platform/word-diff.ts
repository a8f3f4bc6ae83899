import { type ChangeObject, diffWords as diffByWord, diffLines } from 'diff';
import { escapeHtml } from './views.ts';

interface Part {
  kept: string;
  removed: string;
  added: string;
}

// How many changes to look for before looking less closely: with these, two texts of 50,000 characters that have
// nothing in common take half a second, and the same texts always give the same answer, as with a time limit they
// would not.
const mostChanges = { words: 1000, lines: 2000, wordsInLine: 300 };

const words = new Intl.Segmenter('en', { granularity: 'word' });

/** How a text changed, word by word, as HTML that says so to those who see the colours and to those who do not. */
export function diffWords(before: string, after: string): string {
  const parts = joinCloseChanges(partsOf(changesBetween(before, after)));
  if (parts.every((part) => part.kept)) {
    return before === after ? 'Nothing changed.' : 'Only spaces and line breaks changed.';
  }
  return parts
    .map((part, index) => (part.kept ? shorten(part.kept, index, parts.length) : show(part)))
    .join('');
}

type Change = Pick<ChangeObject<string>, 'value' | 'added' | 'removed'>;

function changesBetween(before: string, after: string): Change[] {
  return (
    diffByWord(before, after, { intlSegmenter: words, maxEditLength: mostChanges.words }) ??
    diffLines(before, after, { maxEditLength: mostChanges.lines })?.flatMap(wordsInLines) ??
    replaced(before, after)
  );
}

/** Rewritten lines come as the old ones followed by the new ones; between those it is worth looking closer. */
function wordsInLines(change: Change, index: number, all: Change[]): Change[] {
  if (change.added && all[index - 1]?.removed) return [];
  const next = all[index + 1];
  if (!change.removed || !next?.added) return [change];

  const [old, rewritten] = [change.value.split(/(?<=\n)/), next.value.split(/(?<=\n)/)];
  if (old.length !== rewritten.length) return wordsBetween(change.value, next.value);
  return old.flatMap((line, at) => wordsBetween(line, rewritten[at] ?? ''));
}

function wordsBetween(before: string, after: string): Change[] {
  const options = { intlSegmenter: words, maxEditLength: mostChanges.wordsInLine };
  return diffByWord(before, after, options) ?? replaced(before, after);
}

function replaced(before: string, after: string): Change[] {
  return [
    { value: before, added: false, removed: true },
    { value: after, added: true, removed: false },
  ];
}

/** What was kept and what was changed in turn, each change with what went and what came. */
function partsOf(changes: Change[]): Part[] {
  const parts: Part[] = [];
  for (const { value, added, removed } of changes) {
    if (!value) continue;
    const last = parts.at(-1);
    const kind = added ? 'added' : removed ? 'removed' : 'kept';
    if (last && Boolean(last.kept) === (kind === 'kept')) last[kind] += value;
    else parts.push({ kept: '', removed: '', added: '', [kind]: value });
  }
  return parts;
}

/** One rewritten phrase reads better than its words replaced one by one around an "of" that stayed. */
function joinCloseChanges(parts: Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const [changed, between] = joined.slice(-2);
    if (changed && between?.kept && !part.kept && isSlight(changed, between, part)) {
      changed.removed += between.kept + part.removed;
      changed.added += between.kept + part.added;
      joined.pop();
    } else {
      joined.push({ ...part });
    }
  }
  return joined;
}

function isSlight(one: Part, { kept }: Part, other: Part): boolean {
  const isReplaced = (one.removed || other.removed) && (one.added || other.added);
  if (!isReplaced || kept.includes('\n')) return false;

  const isShortWord = /^[^\p{L}\p{N}]{0,4}[\p{L}\p{N}]{0,3}[^\p{L}\p{N}]{0,4}$/u.test(kept);
  return isShortWord || kept.length * 2 < Math.min(size(one), size(other));
}

function size({ removed, added }: Part): number {
  return Math.max(removed.length, added.length);
}

const context = 200;

/** Leaves out what is far from any change. */
function shorten(kept: string, index: number, count: number): string {
  const start = index === 0 ? 0 : context;
  const end = kept.length - (index === count - 1 ? 0 : context);
  const from = start && kept.indexOf(' ', start);
  const to = end === kept.length ? end : kept.lastIndexOf(' ', end) + 1;
  const leftOut = kept.slice(from, to).match(/\S+/g)?.length ?? 0;
  if (from < 0 || to - from < context || leftOut < 2) return escapeHtml(kept);

  const note = `<span class="difference__unchanged">… ${leftOut} words unchanged …</span>`;
  return [from && escapeHtml(kept.slice(0, from)), note, to < kept.length && escapeHtml(kept.slice(to))]
    .filter(Boolean)
    .join('\n');
}

function show({ removed, added }: Part): string {
  return (
    (removed && `<del>${aloud('removed: ')}${escapeHtml(removed)}</del>`) +
    (added && `<ins>${aloud('added: ')}${escapeHtml(added)}</ins>`) +
    aloud(' end of change ')
  );
}

function aloud(text: string): string {
  return `<span class="govuk-visually-hidden">${text}</span>`;
}
