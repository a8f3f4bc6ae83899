import { type Grant, type Holder, isAdministrator, type Standing } from '../roles/policy.ts';

/** True when the new address of somebody of this council may be one of that council. Moving them is for administrators. */
export const canGiveAddressAt = (actor: Holder, from: number, to: number): boolean =>
  from === to || isAdministrator(actor);

/** Why the lost address of this person cannot be changed by that one, in a sentence; nothing when it can. */
export function whyNotChangeAddressOf(actor: Holder, person: Standing, held: Grant[]): string | undefined {
  if (person.hasLeft) return 'They have left the group, and cannot sign in.';
  if (person.isSuspended) return 'They are suspended. Their address can change when that is over.';
  // Whoever got hold of the new address would get hold of the role.
  if (held.some(({ role }) => role === 'administrator'))
    return 'They are an administrator. Another administrator has to take that role away first.';
  if (held.length > 0 && !isAdministrator(actor))
    return 'They hold a role, which ends with this. Ask an administrator to do it.';
  return undefined;
}
