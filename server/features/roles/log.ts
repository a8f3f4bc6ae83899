import { addLine } from '../../platform/add-line.ts';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { accessLog } from './tables.ts';

/** What can be done to somebody's access, and how the log says it. */
export const acts = {
  'role-given': 'Gave a role',
  'role-taken': 'Took a role away',
  'role-handed-over': 'Handed a role over',
  'deputy-named': 'Named a deputy',
  suspended: 'Suspended',
  reinstated: 'Lifted a suspension',
  'guest-invited': 'Invited a guest',
  'guest-date-changed': 'Changed a guest’s last day',
  'guest-ended': 'Ended a guest’s access',
  'became-dormant': 'Became dormant',
  woke: 'Proved their address again',
  left: 'Left the group',
  returned: 'Was let back into the group',
  'name-withdrawn': 'Took their name off what they wrote',
  'owner-changed': 'Handed on a topic or service',
  'moved-council': 'Moved to another council',
  'email-changed': 'Changed address',
  'lost-address-begun': 'Began to change a lost address',
  'lost-address-stopped': 'Stopped the change of a lost address',
  'passkeys-removed': 'Removed somebody’s passkeys',
  'provider-added': 'Added a council’s sign-in',
  'provider-changed': 'Changed a council’s sign-in',
  'provider-ended': 'Ended a council’s sign-in',
  'mail-content-left-out': 'Left what is written in a workspace out of email',
  'mail-content-allowed': 'Let email quote a workspace again',
} as const;

export type Act = keyof typeof acts;

interface LogLine {
  /** Nobody where the service itself or an operator did it. */
  actorId?: number | null;
  personId?: number | null;
  councilId?: number | null;
  /** What it was about, without names or addresses of people. */
  about?: string;
  reason?: string;
  detail?: Record<string, unknown>;
}

/** Writes a line in the log of access, in the transaction of the act itself. Lines are never changed or taken away; the answer is its number. */
export const logAccess = (tx: Tx, act: Act, line: LogLine): Promise<number> =>
  addLine(tx, accessLog, { act, at: clock.now(), ...line });
