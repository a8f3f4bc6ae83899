import type { Executor } from '../../platform/database.ts';
import { notFound, type Refusal } from '../../platform/errors.ts';
import { secondStepFirst } from '../../platform/powers.ts';
import { memberOf, type Viewer } from '../../platform/viewer.ts';
import type { Holder } from './policy.ts';
import { listUsableGrantsOf } from './queries.ts';

/**
 * Who acts, with the roles they hold at this moment rather than at the beginning of the request, if these let them.
 * Whoever has not shown in a second way that it is them is led to that first.
 */
export async function actorWho(
  may: (holder: Holder) => boolean,
  viewer: Viewer,
  from?: Executor,
  otherwise: () => Refusal = notFound,
): Promise<Holder> {
  const { id, waitingPowers } = memberOf(viewer);
  const holder = { id, grants: await listUsableGrantsOf(id, from) };
  if (!may(holder)) throw otherwise();
  if (waitingPowers) throw secondStepFirst();
  return holder;
}
