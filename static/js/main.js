import { initAll } from '../vendor/govuk-frontend.min.js';

// GOV.UK Frontend's components start only on a body that says scripts run here.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
