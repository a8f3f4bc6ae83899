import type { Request } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { addressOfSet } from './addresses.ts';
import { findRuleSet } from './queries.ts';

/** Whose rules an address is about: those of the workspace in it, or without one the group's, with what pages say of it. */
export async function findPlace(req: Request) {
  const { slug } = req.params;
  const workspace = slug === undefined ? undefined : await findWorkspace(readParameter(slug));
  const set = await findRuleSet(workspace?.id ?? null);
  const address = addressOfSet(workspace?.slug ?? null);
  const name = workspace ? `Rules of ${workspace.name}` : 'Code of conduct';
  const above = workspace
    ? [
        { text: 'The Standard', href: '/standard' },
        { text: workspace.name, href: `/workspaces/${workspace.slug}` },
      ]
    : [{ text: 'Home', href: '/' }];
  return {
    workspace,
    set,
    address,
    name,
    above,
    below: [...above, { text: name, href: address }],
    section: workspace && 'standard',
  };
}
