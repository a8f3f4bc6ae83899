/** Says above a form that something was kept, with what can be done about it. */
export function showDraftNote(form, { isBack, putBack, discard }) {
  const note = document.createElement('p');
  note.className = 'kept-draft';
  const words = document.createElement('span');
  const putBackButton = button('Put it back', () => {
    putBack();
    sayItIsBack();
    form.querySelector('textarea, input[type="text"]').focus();
  });
  const discardButton = button('Discard', () => {
    note.remove();
    discard();
  });

  function sayItIsBack() {
    words.textContent = 'We kept what you had typed.';
    putBackButton.remove();
  }

  words.textContent = 'You typed something else here before and did not send it.';
  note.append(words, ' ', putBackButton, ' ', discardButton);
  if (isBack) sayItIsBack();
  form.prepend(note);
}

function button(text, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'link-button';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}
