/** The meeting that a topic came from. */
export interface Meeting {
  name: string;
  /** The day it was held, as 2026-11-03. */
  heldOn: string;
  /** The address of its notes; may be empty. */
  notes: string;
}
