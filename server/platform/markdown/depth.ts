import type { MarkdownIt } from 'markdown-it';

/** A quotation counts one, a list two. Real correspondence stays below it; no narrow screen could show more. */
const deepest = 16;

/**
 * Shows what is nested too deeply as plain paragraphs. Left to itself the parser would leave such text out,
 * and its time would grow with depth times length.
 */
export function limitDepth(markdown: MarkdownIt) {
  markdown.block.ruler.before('table', 'too_deep', (state, startLine, endLine, silent) => {
    if (state.level < deepest) return false;
    if (silent) return false;

    let line = startLine + 1;
    while (line < endLine && !state.isEmpty(line) && (state.sCount[line] ?? 0) >= state.blkIndent) line++;

    state.push('paragraph_open', 'p', 1).map = [startLine, line];
    const text = state.push('inline', '', 0);
    text.content = state.getLines(startLine, line, state.blkIndent, false).trim();
    text.map = [startLine, line];
    text.children = [];
    state.push('paragraph_close', 'p', -1);
    state.line = line;
    return true;
  });
}
