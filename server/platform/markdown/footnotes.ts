import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import type { Body } from './body.ts';

/** Makes the footnotes' ids the body's own, names their links, and keeps notes that the plugin would lose. */
export function labelFootnotes(markdown: MarkdownIt) {
  markdown.core.ruler.before('footnote_tail', 'keep_stray_footnotes', keepStrayFootnotes);
  markdown.core.ruler.push('bound_footnotes', boundReferences);

  const rules = markdown.renderer.rules;
  rules.footnote_ref = (tokens, index, _options, env) => {
    const { id, subId } = note(tokens, index);
    const { idPrefix } = env as unknown as Body;
    return `<sup class="footnote-ref"><a href="#${idPrefix}note_${id}" id="${idPrefix}note_ref_${id}${subId}">[<span class="govuk-visually-hidden">note </span>${id}]</a></sup>`;
  };
  rules.footnote_block_open = () => '<ol class="footnotes" aria-label="Notes">\n';
  rules.footnote_block_close = () => '</ol>\n';
  rules.footnote_open = (tokens, index, _options, env) =>
    `<li id="${(env as unknown as Body).idPrefix}note_${note(tokens, index).id}" class="footnote">`;
  rules.footnote_anchor = (tokens, index, _options, env) => {
    const { id, subId } = note(tokens, index);
    const { idPrefix } = env as unknown as Body;
    return ` <a href="#${idPrefix}note_ref_${id}${subId}" class="footnote-back" aria-label="Back to note ${id}${subId} in the text">\u21a9\uFE0E</a>`;
  };
}

function note(tokens: Token[], index: number): { id: number; subId: string } {
  const { id = 0, subId } = (tokens[index]?.meta ?? {}) as { id?: number; subId?: number };
  return { id: id + 1, subId: subId ? `-${subId + 1}` : '' };
}

/** A reference takes four letters to write, and the links there and back are three hundred. */
const mostReferences = 200;

/** Shows further references as plain numbers, and leaves no way back to one that is no link. */
function boundReferences(state: StateCore) {
  const linked = new Set<string>();
  const keyOf = ({ meta }: Token) => JSON.stringify([meta?.id, meta?.subId]);
  for (const { children } of state.tokens) {
    for (const [at, token] of (children ?? []).entries()) {
      if (token.type !== 'footnote_ref') continue;
      if (linked.size < mostReferences) linked.add(keyOf(token));
      else children?.splice(at, 1, asText(state, token));
    }
  }
  state.tokens = state.tokens.filter((token) => token.type !== 'footnote_anchor' || linked.has(keyOf(token)));
}

function asText(state: StateCore, reference: Token): Token {
  const text = new state.Token('text', '', 0);
  text.content = `[${note([reference], 0).id}]`;
  return text;
}

/**
 * A note that nothing refers to, or whose label is taken, stays where it was written. One that was written inside
 * another moves out behind it: the plugin would throw away the outer one.
 */
function keepStrayFootnotes(state: StateCore) {
  const places = (state.env as unknown as Body).footnotes?.refs;
  if (!places) return;

  const kept: Token[] = [];
  const open: Array<{ tokens: Token[]; isStray: boolean; label: string; behind: Token[] }> = [];
  const seen = new Set<string>();
  for (const token of state.tokens) {
    if (token.type === 'footnote_reference_open') {
      const { label } = token.meta as { label: string };
      const isStray = seen.has(label) || (places[`:${label}`] ?? -1) < 0;
      seen.add(label);
      open.push({
        tokens: isStray ? [] : [token],
        isStray,
        label: isStray ? `[^${label}]: ` : '',
        behind: [],
      });
    } else if (token.type === 'footnote_reference_close') {
      const note = open.pop();
      if (!note) continue;
      const outer = open.at(-1);
      const place = (note.isStray ? outer?.tokens : outer?.behind) ?? kept;
      for (const part of note.tokens) place.push(part);
      if (!note.isStray) place.push(token);
      for (const part of note.behind) (outer?.behind ?? kept).push(part);
    } else {
      const note = open.at(-1);
      if (note?.label && token.children) {
        const label = new state.Token('text', '', 0);
        label.content = note.label;
        token.children.unshift(label);
        note.label = '';
      }
      (note?.tokens ?? kept).push(token);
    }
  }
  state.tokens = kept;
}
