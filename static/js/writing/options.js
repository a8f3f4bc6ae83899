const names = { '@': 'People and councils', '#': 'Topics' };

/** A list to choose from; which of them each is stands in its `data-at`. */
export function drawOptions(sign, options) {
  const list = element('ul', { id: 'mention-options', className: 'mention-options', role: 'listbox' });
  list.setAttribute('aria-label', names[sign]);
  list.append(
    ...options.map(({ text, detail }, at) => {
      const option = element('li', {
        id: `mention-option-${at}`,
        className: 'mention-option',
        role: 'option',
      });
      option.dataset.at = at;
      option.append(
        element('span', { className: 'mention-option__text', textContent: text }),
        ' ',
        element('span', { className: 'mention-option__detail', textContent: detail }),
      );
      return option;
    }),
  );
  return list;
}

/** Says to screen readers how many there are, and how to choose. */
export function announcerIn(place) {
  const status = element('div', { className: 'govuk-visually-hidden', role: 'status' });
  place.append(status);
  return (count) => {
    const found = count === 1 ? '1 suggestion' : `${count} suggestions`;
    status.textContent = count > 0 ? `${found}. Use the up and down arrows, and enter to choose.` : '';
  };
}

const element = (name, properties) => Object.assign(document.createElement(name), properties);
