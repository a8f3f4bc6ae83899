import { type SQL, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { councils } from '../councils/tables.ts';
import { roleGrants } from '../roles/tables.ts';
import { inWords } from '../roles/words.ts';
import { requirements } from '../standard/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { people } from './tables.ts';

/** A role as a row about somebody brings it along. */
export interface HeldRole {
  role: 'coordinator' | 'lead' | 'assessor' | 'administrator';
  /** Of a coordinator: the workspace, or none for all of them; and its requirement's number, where it has one. */
  workspace: string | null;
  number: number | null;
  council: string | null;
  isDeputy: boolean;
}

/** A column with all the roles that the person in the row holds now. */
export const rolesHeld = (): SQL<HeldRole[]> => sql<HeldRole[]>`coalesce((
  select json_agg(json_build_object('role', g.role, 'workspace', w.name, 'number', r.number, 'council', c.name,
      'isDeputy', g.deputy_of is not null) order by r.number, w.name)
  from ${roleGrants} g
  left join ${workspaces} w on w.id = g.workspace_id
  left join ${requirements} r on r.id = w.requirement_id
  left join ${councils} c on c.id = g.council_id
  where g.person_id = ${people.id} and g.ended_at is null
    and (g.ends_at is null or g.ends_at > ${clock.now().toISOString()}::timestamptz)), '[]')`;

/** True of the lead of the council in the row, to put them first. */
export const leadsCouncil = (councilId: number): SQL<boolean> => sql<boolean>`exists (
  select 1 from ${roleGrants} g where g.person_id = ${people.id} and g.role = 'lead' and g.council_id = ${councilId}
    and g.ended_at is null and (g.ends_at is null or g.ends_at > ${clock.now().toISOString()}::timestamptz))`;

/** Roles in words, the one that people look for first: "Council lead", "Coordinator of requirements 1, 4 and 9". */
export function roleWords(held: HeldRole[]): string[] {
  const coordinated = (deputy: boolean) =>
    held.filter(({ role, isDeputy }) => role === 'coordinator' && isDeputy === deputy);
  const has = (role: HeldRole['role'], deputy = false) =>
    held.some((one) => one.role === role && one.isDeputy === deputy);
  return [
    (has('lead', false) && 'Council lead') || (has('lead', true) && 'Deputy council lead'),
    coordinatorWords('Coordinator', coordinated(false)),
    coordinatorWords('Deputy coordinator', coordinated(true)),
    has('assessor') && 'Assessor',
    has('administrator') && 'Administrator',
  ].filter((words) => typeof words === 'string');
}

function coordinatorWords(title: string, held: HeldRole[]): string | undefined {
  if (held.length === 0) return undefined;
  if (held.some(({ workspace }) => !workspace)) return `${title} of all workspaces`;
  const numbers = held.flatMap(({ number }) => number ?? []);
  const others = held.flatMap(({ number, workspace }) => (number || !workspace ? [] : `“${workspace}”`));
  const noun = numbers.length === 1 ? 'requirement' : 'requirements';
  const points = numbers.length > 0 ? [`${noun} ${inWords(numbers.map(String))}`] : [];
  return `${title} of ${inWords([...points, ...others])}`;
}
