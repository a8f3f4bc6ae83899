/** The rooms that this page keeps in step with, by name. */
export const rooms = new Map();
