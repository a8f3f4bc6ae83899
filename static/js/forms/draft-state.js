/** What is said under a form's buttons of what is kept of it. */
export const draftState = {
  /** Not announced: it would be said again at every few words. */
  say(form, words) {
    const line = lineOf(form, 'draft-state', 'p');
    if (line.textContent !== words) line.textContent = words;
  },
  clear(form) {
    for (const line of form.querySelectorAll('.draft-state, .draft-warning')) line.remove();
  },
  /** Another device wrote too. Announced once. */
  warn(form, href) {
    const warning = lineOf(form, 'draft-warning', 'div');
    warning.setAttribute('role', 'status');
    const link = Object.assign(document.createElement('a'), { href, className: 'govuk-link' });
    link.textContent = 'See the difference';
    // Put in after the region is there: only then do screen readers say it.
    requestAnimationFrame(() => {
      warning.replaceChildren(
        'This draft was changed somewhere else at the same time. Both texts are kept. ',
        link,
      );
    });
  },
};

function lineOf(form, className, tag) {
  const present = form.querySelector(`.${className}`);
  if (present) return present;
  const line = Object.assign(document.createElement(tag), { className });
  form.append(line);
  return line;
}
