/** What is said of a file on its way. */
export function createLine(name, place) {
  const line = element('div', { className: 'sending' });
  const words = element('p', { textContent: name });
  const bar = element('progress', { max: 100, value: 0 });
  bar.setAttribute('aria-label', `How much of ${name} has been sent`);
  const cancel = button('Cancel', name);
  line.append(words, bar, cancel);
  place.append(line);

  return {
    remove: () => line.remove(),
    onCancel: (act) => {
      cancel.onclick = act;
    },
    showProgress(value) {
      if (!line.contains(bar)) {
        line.classList.remove('sending--failed');
        words.textContent = name;
        cancel.firstChild.textContent = 'Cancel';
        line.replaceChildren(words, bar, cancel);
      }
      bar.value = value;
    },
    showProblem(problem, tryAgain) {
      line.classList.add('sending--failed');
      words.textContent = problem;
      cancel.firstChild.textContent = 'Close';
      const again = button('Try again', name);
      again.onclick = tryAgain || null;
      line.replaceChildren(words, ...(tryAgain ? [again] : []), cancel);
    },
  };
}

function button(text, name) {
  const made = element('button', { type: 'button', className: 'link-button', textContent: text });
  made.append(element('span', { className: 'govuk-visually-hidden', textContent: ` ${name}` }));
  return made;
}

const element = (name, properties) => Object.assign(document.createElement(name), properties);
