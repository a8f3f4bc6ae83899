import type { Letter } from './letters.ts';

export interface Mail extends Letter {
  to: string;
}

/** Who takes mail off our hands. */
export interface MailServer {
  /**
   * Throws when it was not taken and may be tried again. The id is the same at each try of the same mail; `again` says
   * that it may have been taken before. "nobody" when the address is nobody's: no other try will do.
   */
  send(mail: Mail, id: string, again: boolean): Promise<'sent' | 'nobody'>;
  close?(): void;
}
