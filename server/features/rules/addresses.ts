/** What the addresses of all rules begin with: the group's, and those of each workspace. */
export const setPaths = ['/code-of-conduct', '/workspaces/:slug/rules'];

/** Where the rules of a workspace are read, or without one the code of conduct. */
export const addressOfSet = (slug: string | null): string =>
  slug === null ? '/code-of-conduct' : `/workspaces/${slug}/rules`;

/** Where a rule is on the page of its set: it stays there, also when it no longer holds. */
export const addressOfRule = (slug: string | null, ruleId: number): string =>
  `${addressOfSet(slug)}#rule-${ruleId}`;
