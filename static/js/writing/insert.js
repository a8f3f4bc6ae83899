/** Puts text in the place of what is selected, as if it had been typed: it can be undone, and drafts notice. */
export function insertText(field, text) {
  field.focus({ preventScroll: true });
  // Old, and the one way that keeps what can be undone.
  if (text ? document.execCommand('insertText', false, text) : document.execCommand('delete')) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
