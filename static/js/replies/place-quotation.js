import { insertText } from '../writing/insert.js';

/**
 * Puts a quotation where the cursor is, or at the end where nobody has put it yet, on lines of its own. The cursor is
 * then beneath it; nothing that was typed goes.
 */
export function placeQuotation(field, quotation, hasCursor) {
  const { value } = field;
  const at = hasCursor ? field.selectionEnd : value.length;
  field.setSelectionRange(at, at);
  insertText(field, `${missing(value.slice(0, at))}${quotation}\n\n`);
}

/** The line breaks that are not there yet between a text and what begins a paragraph of its own. */
const missing = (text) => (text.trim() ? '\n'.repeat(2 - /\n{0,2}$/.exec(text)[0].length) : '');
