import { eq, inArray } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { councilDomains, councils } from './tables.ts';

export interface Council {
  id: number;
  slug: string;
  name: string;
  officialName: string;
  gssCode: string;
}

const council = {
  id: councils.id,
  slug: councils.slug,
  name: councils.name,
  officialName: councils.officialName,
  gssCode: councils.gssCode,
};

/** Every council, by name. */
export function listCouncils(): Promise<Council[]> {
  return db.select(council).from(councils).orderBy(councils.name);
}

export async function findCouncil(slug: string): Promise<Council> {
  const found = await findCouncilIfAny(slug);
  if (!found) throw notFound();
  return found;
}

/**
 * The councils that an address may belong to: those that hold its domain or one that it is a true subdomain of.
 * None when it is no council's; more than one when councils share the domain.
 */
export function listCouncilsOfAddress(email: string): Promise<Council[]> {
  return db
    .selectDistinct(council)
    .from(councils)
    .innerJoin(councilDomains, eq(councilDomains.councilId, councils.id))
    .where(inArray(councilDomains.domain, domainsOf(email)))
    .orderBy(councils.name);
}

/** The same for many addresses at once. */
export async function listCouncilsOfAddresses(emails: string[]): Promise<Map<string, Council[]>> {
  const rows = await db
    .select({ domain: councilDomains.domain, council })
    .from(councils)
    .innerJoin(councilDomains, eq(councilDomains.councilId, councils.id))
    .where(inArray(councilDomains.domain, [...new Set(emails.flatMap(domainsOf))]))
    .orderBy(councils.name);
  const of = (email: string) => {
    const held = rows.filter(({ domain }) => domainsOf(email).includes(domain));
    return [...new Map(held.map(({ council }) => [council.id, council])).values()];
  };
  return new Map(emails.map((email) => [email, of(email)]));
}

/**
 * An address's domain and all that it is a subdomain of: whole labels, so never a mere string suffix. None where it has a
 * tag ("jo+2@"): everybody has as many of those as they like, and who was suspended would be back by the next.
 */
function domainsOf(email: string): string[] {
  if (email.includes('+')) return [];
  const labels = email
    .slice(email.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.');
  return labels.map((_, at) => labels.slice(at).join('.'));
}

export async function findCouncilIfAny(slug: string): Promise<Council | undefined> {
  const [found] = await db.select(council).from(councils).where(eq(councils.slug, slug));
  return found;
}
