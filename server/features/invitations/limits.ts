import { limitTo } from '../../platform/limits.ts';

const hour = 3600;
const limitPerson = limitTo({ name: 'invitations-person', points: 100, duration: hour });
const limitNetwork = limitTo({ name: 'invitations-network', points: 300, duration: hour });

/** Refuses to send more invitations than a person, or all who share their network, may send in an hour. */
export async function limitInviting(personId: number, ip: string, count: number): Promise<void> {
  if (count === 0) return;
  await limitNetwork(ip, count);
  await limitPerson(String(personId), count);
}
