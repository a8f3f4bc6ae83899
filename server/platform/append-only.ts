/** Logs: rows are added to them, and never changed or taken away. The role that the product runs as may do no more. */
export const appendOnly = ['access_log'];
