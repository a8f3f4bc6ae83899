/** Words as Markdown that says just those; no sign gets a backslash that would mean nothing where it stands. */
export const escapeMarkdown = (text) =>
  text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/`/g, '\\`')
    .replace(/(?<=\S)\*|\*(?=\S)/g, '\\*')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~~/g, '\\~~')
    .replace(/\](?=[([:])/g, '\\]')
    .replace(/\[(?=\^)/g, '\\[')
    .replace(/<(?=!--|br\b|https?:|[\w.+-]+@)/gi, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&');

/** The same for what only means something at the beginning of a line. */
export const escapeLines = (text) =>
  text
    .replace(/^( *)(#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|=+\s*$|-{2,}\s*$|~{3,})/gm, '$1\\$2')
    .replace(/^( *\d{1,9})(?=[.)](?:\s|$))/gm, '$1\\');
