import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

const lineBreak = /<br\s{0,9}\/?>/iy;

/**
 * HTML is shown as the text it is, because people here write about HTML. Two things from imported text are not:
 * comments, which their authors never meant to be read, and <br>, the only way to break a line in a table cell.
 */
export function dropCommentsAndKeepBreaks(markdown: MarkdownIt) {
  markdown.block.ruler.before(
    'heading',
    'comment',
    (state, startLine, endLine, silent) => {
      const indent = (state.sCount[startLine] ?? 0) - state.blkIndent;
      if (indent < 0 || indent > 3) return false;

      const end = endOfComment(state, (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0));
      if (end < 0) return false;

      let line = startLine;
      while (line < endLine && (state.eMarks[line] ?? 0) < end) line++;
      // Words after the comment make it part of a paragraph, and a comment that outlasts its quotation is none.
      if (line === endLine || state.src.slice(end, state.eMarks[line]).trim()) return false;

      if (!silent) state.line = line + 1;
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote'] },
  );

  markdown.inline.ruler.before('autolink', 'comment_or_break', (state, silent) => {
    if (state.src[state.pos] !== '<') return false;

    lineBreak.lastIndex = state.pos;
    if (lineBreak.test(state.src)) {
      if (!silent) state.push('hardbreak', 'br', 0);
      state.pos = lineBreak.lastIndex;
      return true;
    }

    const end = endOfComment(state, state.pos);
    if (end < 0 || end > state.posMax) return false;
    state.pos = end;
    return true;
  });
}

function endOfComment(state: StateBlock | StateInline, start: number): number {
  if (!state.src.startsWith('<!--', start) || start > lastClose(state)) return -1;
  const close = state.src.indexOf('-->', start + 4);
  return close < 0 ? -1 : close + 3;
}

const lastCloses = new WeakMap<object, number>();

/** Found once: thousands of comments that never close would each be followed to the end of the text. */
function lastClose(state: StateBlock | StateInline): number {
  const close = lastCloses.get(state) ?? state.src.lastIndexOf('-->');
  lastCloses.set(state, close);
  return close;
}
