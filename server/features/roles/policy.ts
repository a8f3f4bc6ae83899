/** What somebody can be, and of what: a coordinator of one workspace or of all, the lead of a council. */
export interface Role {
  role: 'coordinator' | 'lead' | 'assessor' | 'administrator';
  workspaceId: number | null;
  councilId: number | null;
}

/** A role that somebody holds. */
export interface Grant extends Role {
  id: number;
  personId: number;
  /** The grant that this one stands in for. */
  deputyOf: number | null;
}

/** Somebody who acts, and what they hold. */
export interface Holder {
  id: number;
  grants: Grant[];
}

/** How somebody stands in the group, as far as holding a role goes. */
export interface Standing {
  id: number;
  councilId: number | null;
  isSuspended: boolean;
  isDormant: boolean;
  hasLeft: boolean;
}

/** True when this role is theirs to give to others, and to take from them. Deputies do the work; they pass nothing on. */
export function canGive({ grants }: Holder, { role, workspaceId }: Role): boolean {
  const own = grants.filter(({ deputyOf }) => deputyOf === null);
  if (own.some((grant) => grant.role === 'administrator')) return true;
  if (!own.some((grant) => grant.role === 'coordinator' && grant.workspaceId === null)) return false;
  return role === 'assessor' || (role === 'coordinator' && workspaceId !== null);
}

/** Why this person cannot be given this role by that one, in a sentence; nothing when they can. */
export function whyNotGive(giver: Holder, person: Standing, role: Role): string | undefined {
  if (giver.id === person.id) return 'You cannot give a role to yourself. Ask somebody else who can.';
  return whyNotHold(person, role);
}

function whyNotHold(person: Standing, { role, councilId }: Role): string | undefined {
  if (person.hasLeft) return 'They have left the group.';
  if (person.councilId === null) return 'Guests cannot hold a role: roles are for officers of a council.';
  if (person.isSuspended) return 'They are suspended. Lift the suspension first.';
  if (person.isDormant)
    return 'They have not proved their address for a long time. They have to sign in first.';
  if (role === 'lead' && person.councilId !== councilId) return 'The lead of a council has to work for it.';
  return undefined;
}

/** Why giving this role to somebody who holds these would add nothing, in a sentence. A deputy can be given the role itself. */
export function whyNotHoldTwice(held: Grant[], role: Role, deputyOf?: number): string | undefined {
  const same = held.find(
    (grant) =>
      grant.role === role.role &&
      grant.workspaceId === role.workspaceId &&
      grant.councilId === role.councilId,
  );
  if (same?.deputyOf === null) return 'They hold this role already.';
  if (!same || deputyOf === undefined || same.deputyOf === deputyOf) return undefined;
  return 'They stand in for somebody else in this role already.';
}

/** True when they may end this although it is somebody else’s: it is theirs to give, or stands in for what is theirs. */
export const canTakeFromOthers = (taker: Holder, grant: Grant): boolean =>
  canGive(taker, grant) || taker.grants.some(({ id }) => id === grant.deputyOf);

/** True when they may pass this on: hand it over, or name a deputy for it. */
export const canPassOn = (holder: Holder, grant: Grant): boolean =>
  grant.personId === holder.id &&
  grant.deputyOf === null &&
  (grant.role === 'coordinator' || grant.role === 'lead');

/** True when they run the installation. */
export const isAdministrator = ({ grants }: Holder): boolean =>
  grants.some(({ role }) => role === 'administrator');

/** True when they look after this council's people: its lead, whoever stands in for the lead, or an administrator. */
export const canLookAfter = (holder: Holder, councilId: number): boolean =>
  isAdministrator(holder) ||
  holder.grants.some((grant) => grant.role === 'lead' && grant.councilId === councilId);

/** Why this person cannot be suspended by that administrator, in a sentence; nothing when they can. */
export function whyNotSuspend({ id }: Pick<Holder, 'id'>, person: Standing): string | undefined {
  if (person.id === id)
    return 'You cannot suspend yourself. If you want to leave, you can do so on your account page.';
  if (person.hasLeft) return 'They have left the group, and cannot sign in.';
  return undefined;
}

/** Why somebody who looks after a council cannot end all that this colleague holds by marking them as having left. */
export function whyNotMarkAsLeft(actor: Holder, held: Grant[]): string | undefined {
  if (isAdministrator(actor)) return undefined;
  if (held.some(({ role }) => role === 'administrator'))
    return 'They are an administrator. Another administrator can mark them as having left.';
  if (held.some(({ id }) => actor.grants.some(({ deputyOf }) => deputyOf === id)))
    return 'You stand in for them. An administrator can mark them as having left.';
  return undefined;
}
