/** What can be attached, by what its content turns out to be. */
export const fileTypes: Record<string, { label: string; extensions: string[]; isPicture?: true }> = {
  'image/jpeg': { label: 'JPEG', extensions: ['jpg', 'jpeg'], isPicture: true },
  'image/png': { label: 'PNG', extensions: ['png'], isPicture: true },
  'image/webp': { label: 'WebP', extensions: ['webp'], isPicture: true },
  'image/gif': { label: 'GIF', extensions: ['gif'], isPicture: true },
  'image/avif': { label: 'AVIF', extensions: ['avif'], isPicture: true },
  'application/pdf': { label: 'PDF', extensions: ['pdf'] },
  'application/vnd.oasis.opendocument.text': { label: 'ODT', extensions: ['odt'] },
  'application/vnd.oasis.opendocument.spreadsheet': { label: 'ODS', extensions: ['ods'] },
  'application/vnd.oasis.opendocument.presentation': { label: 'ODP', extensions: ['odp'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    label: 'Word',
    extensions: ['docx'],
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    label: 'Excel',
    extensions: ['xlsx'],
  },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    label: 'PowerPoint',
    extensions: ['pptx'],
  },
  'text/csv': { label: 'CSV', extensions: ['csv'] },
  'text/plain': { label: 'text', extensions: ['txt', 'md', 'log', 'tsv'] },
};

/** What people are told they can attach. */
export const allowedTypes =
  'pictures (JPEG, PNG, WebP, GIF or AVIF), PDF, OpenDocument (ODT, ODS or ODP), Word, Excel and PowerPoint (DOCX, XLSX or PPTX), CSV and plain text';

const mostOfName = 120;

/** The name that somebody's file had, on one line, without signs that deceive, and with an extension that tells the truth. */
export function nameFor(given: string, type: string): string {
  const { extensions } = fileTypes[type] ?? { extensions: ['bin'] };
  const tidy = given
    .toWellFormed()
    .normalize()
    // Control characters, and marks that turn the direction of what follows: "exe.fdp" could be read backwards.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  const [, stem = tidy, extension = ''] = /^(.+)\.([A-Za-z0-9]{1,8})$/.exec(tidy) ?? [];
  const isTrue = extensions.includes(extension.toLowerCase());
  const name = [...(isTrue || !extension ? stem : tidy)].slice(0, mostOfName).join('').trim() || 'file';
  return `${name}.${isTrue ? extension : extensions[0]}`;
}

/** A size as people know it: "2.3 MB". */
export function sizeInWords(bytes: number): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  if (kilobytes < 1023.5) return `${Math.round(kilobytes)} KB`;
  return `${Number((kilobytes / 1024).toFixed(1))} MB`;
}
