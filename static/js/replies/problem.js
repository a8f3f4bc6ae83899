/** Says in a form, above its buttons, what has gone wrong here. */
export function showProblem(form, words) {
  const problem = document.createElement('p');
  problem.className = 'govuk-error-message';
  problem.dataset.problem = '';
  problem.setAttribute('role', 'alert');
  problem.textContent = words;
  form.querySelector('.govuk-button-group').before(problem);
}

export const forgetProblem = (form) => form.querySelector('[data-problem]')?.remove();
