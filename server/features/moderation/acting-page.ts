import type { ShownForm } from '../../platform/forms.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { PostPlace } from '../replies/addresses.ts';
import { listRulesFor } from '../rules/queries.ts';
import { findLatestAct, type LoggedAct } from './queries.ts';
import { shownLine, shownTarget } from './shown.ts';
import { findTarget } from './targets.ts';

/** What every form shows that acts on a post; it is sent with the newest act that whoever fills it in knows of. */
export async function actingPage(viewer: Viewer, post: PostPlace, form: ShownForm) {
  const target = await findTarget(viewer, post);
  const latest = form.values.latest ?? String((await findLatestAct(post))?.id ?? 0);
  const shown = shownTarget(target);
  const page = {
    ...shown,
    crumbs: [...shown.crumbs, { text: 'Moderate', href: shown.href }],
    rules: await ruleChoices(target.topic.workspace.id),
    form: { ...form, values: { ...form.values, latest } },
  };
  return { target, page };
}

/** The rules that an act may be done by. */
export const ruleChoices = async (workspaceId: number) =>
  (await listRulesFor(workspaceId)).map(({ id, title }) => ({ value: String(id), text: title }));

/** The form again for whoever is told first what another has done meanwhile, and can then go on. */
export const afterMeanwhile = ({ values, ...shown }: ShownForm, act: LoggedAct) => ({
  form: { ...shown, values: { ...values, latest: String(act.id) } },
  meanwhile: shownLine(act),
});
