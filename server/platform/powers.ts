import { notFound, Refusal } from './errors.ts';
import type { Member, Powers, Viewer } from './viewer.ts';

type Holds = (powers: Powers) => boolean;

/**
 * The member who asks for something that takes a power. For others it is not there; whoever holds the power, but not in
 * this session, is led to the second step.
 */
export function memberWith(viewer: Viewer, holds: Holds): Member {
  if (viewer.kind !== 'member') throw notFound();
  if (holds(viewer)) return viewer;
  if (viewer.waitingPowers && holds(viewer.waitingPowers)) throw secondStepFirst();
  throw notFound();
}

/** Where people show in a second way that it is them, and are led back from. */
export const secondStepAddress = '/sign-in/second-step';

export const secondStepFirst = () =>
  new Refusal(
    403,
    'Use a passkey first',
    'What you asked for needs one of your roles. To use a role, show in a second way that it is you.',
  ).leadingTo({ href: secondStepAddress, text: 'Use or add a passkey' });

export const isAdministrator: Holds = (powers) => powers.isAdministrator;

/** Leads of this council, and administrators. */
export const looksAfterCouncil =
  (councilId: number): Holds =>
  ({ leads, isAdministrator }) =>
    isAdministrator || leads.includes(councilId);

/** Coordinators of this workspace. */
export const coordinates =
  (workspaceId: number): Holds =>
  (powers) =>
    powers.coordinates === 'all' || powers.coordinates.includes(workspaceId);

/** Those who look after who may do what: administrators, and coordinators of all workspaces. */
export const administers: Holds = ({ isAdministrator, coordinates }) =>
  isAdministrator || coordinates === 'all';
