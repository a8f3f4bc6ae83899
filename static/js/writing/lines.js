import { insertText } from './insert.js';

/** What begins a line of each kind, what it is known by, and what gives way to it. */
const signs = {
  heading: { sign: '# ', known: /^#{1,6} +/, blank: '' },
  quotation: { sign: '> ', known: /^> ?/, blank: '>' },
  tasks: { sign: '- [ ] ', known: /^[-*+] \[[ xX]\] +/, instead: /^(?:[-*+]|\d+[.)]) +/, blank: '' },
};

/** Makes the lines that are selected headings, a quotation or tasks, or takes that away where all of them are. */
export function signLines(field, kind) {
  const { known, instead, sign, blank } = signs[kind];
  const { value, selectionStart, selectionEnd } = field;
  const { from, to } = wholeLines(field);
  const lines = value.slice(from, to).split('\n');
  const isOneBlank = lines.length === 1 && lines[0].trim() === '';
  const isSigned = lines.every((line) => known.test(line) || (line.trim() === '' && !isOneBlank));
  const begin = (line) => {
    if (isSigned) return line.replace(known, '');
    if (line.trim() === '' && !isOneBlank) return blank;
    return known.test(line) && kind !== 'quotation' ? line : sign + line.replace(instead ?? '', '');
  };
  const changed = lines.map(begin).join('\n');
  const before = isSigned ? '' : apart(value.slice(0, from).split('\n').at(-2), known);
  const after = isSigned ? '' : apart(value.slice(to).split('\n')[1], known);

  field.setSelectionRange(from, to);
  insertText(field, before + changed + after);
  const start = from + before.length;
  const end = start + changed.length;
  if (selectionStart !== selectionEnd) return field.setSelectionRange(start, end);
  const caret = Math.max(start, end - (to - selectionStart));
  field.setSelectionRange(caret, caret);
}

/** From the beginning of the first selected line to the end of the last that has anything selected. */
function wholeLines({ value, selectionStart, selectionEnd }) {
  const from = value.slice(0, selectionStart).lastIndexOf('\n') + 1;
  const last =
    selectionEnd > selectionStart && value[selectionEnd - 1] === '\n' ? selectionEnd - 1 : selectionEnd;
  const end = value.indexOf('\n', last);
  return { from, to: end < 0 ? value.length : end };
}

/** Without an empty line between, Markdown takes a neighbour of another kind for part of the same. */
const apart = (line = '', known) => (line.trim() === '' || known.test(line) ? '' : '\n');
