import { Refusal } from '../../platform/errors.ts';
import { limitTo } from '../../platform/limits.ts';

const hour = 3600;
const limitPerson = limitTo({ name: 'invitations-person', points: 100, duration: hour });
const limitNetwork = limitTo({ name: 'invitations-network', points: 300, duration: hour });

/** Refuses to send an address more invitations than anybody should get in a day, whoever sends them. */
export const limitInvitee = limitTo({ name: 'invitations-invitee', points: 5, duration: 24 * hour });

/** Refuses to send more invitations than a person, or all who share their network, may send in an hour. */
export async function limitInviting(personId: number, ip: string, count: number): Promise<void> {
  if (count === 0) return;
  await limitNetwork(ip, count);
  await limitPerson(String(personId), count);
}

/** The same as an answer. */
export async function mayBeSent(email: string): Promise<boolean> {
  try {
    await limitInvitee(email);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
