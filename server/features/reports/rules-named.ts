import { listRulesFor } from '../rules/queries.ts';

/** The rules that a report may name, each with the name of its box in the form. */
export async function ruleChoices(workspaceId: number) {
  const rules = await listRulesFor(workspaceId);
  return rules.map(({ id, title, href }) => ({ id, name: `rule-${id}`, text: title, href }));
}

export type RuleChoices = Awaited<ReturnType<typeof ruleChoices>>;

/** Those that were chosen. */
export const rulesIn = (values: Record<string, string>, choices: RuleChoices): number[] =>
  choices.filter(({ name }) => values[name] === 'yes').map(({ id }) => id);
