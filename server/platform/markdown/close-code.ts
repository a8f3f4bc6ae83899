const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/;

/** A text whose last block of code, if nobody closed it, is closed: what is put after it is no code. */
export function closeCode(text: string): string {
  let open = '';
  for (const line of text.split('\n')) {
    const [, signs = '', rest = ''] = fence.exec(line) ?? [];
    if (!open) open = signs;
    else if (signs.startsWith(open) && rest.trim() === '') open = '';
  }
  return open ? `${text.replace(/\n$/, '')}\n${open}` : text;
}
