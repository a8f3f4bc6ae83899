import sanitizeHtml from 'sanitize-html';

/**
 * Lets through what the renderer makes and nothing else. The renderer already escapes everything; this is for the
 * day when it, or a plugin, has a fault.
 */
export function sanitise(html: string): string {
  return sanitizeHtml(html, allowed);
}

const scrolling = ['tabindex', 'role', 'aria-label'];
const allowed: sanitizeHtml.IOptions = {
  allowedTags:
    'p h1 h2 h3 h4 h5 h6 blockquote ul ol li hr br em strong s code pre a img sup span label input div table thead tbody tr th td'.split(
      ' ',
    ),
  allowedAttributes: {
    ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li'].map((tag) => [tag, ['id']])),
    a: ['href', 'id', 'title', 'rel', 'referrerpolicy', 'aria-label'],
    img: ['src', 'alt', 'width', 'height', 'loading'],
    ol: ['start', 'aria-label'],
    input: [{ name: 'type', values: ['checkbox'] }, 'checked', 'disabled'],
    th: ['scope'],
    div: scrolling,
    pre: scrolling,
  },
  allowedClasses: {
    a: ['footnote-back'],
    code: ['language-*'],
    div: ['table-scroll'],
    input: ['task-list-item-checkbox'],
    li: ['footnote', 'task-list-item'],
    ol: ['footnotes', 'contains-task-list'],
    pre: ['code-scroll'],
    span: ['govuk-visually-hidden'],
    sup: ['footnote-ref'],
    td: ['align-right', 'align-centre'],
    th: ['align-right', 'align-centre'],
    ul: ['contains-task-list'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: [] },
  allowProtocolRelative: false,
  // Emphasis within emphasis has no bound; browsers have one and then rearrange the page.
  nestingLimit: 100,
};
