import { refusedForm, type ShownForm } from '../../platform/forms.ts';
import { type Holder, type Role, whyNotGive, whyNotHoldTwice } from './policy.ts';
import { findReceiver, listGrantsOf } from './queries.ts';

/**
 * Whom a form names by their address, where this person can give them this role, or have them stand in for it; or the form
 * with why not.
 */
export async function readPerson(form: ShownForm, giver: Holder, role: Role, deputyOf?: number) {
  const found = new Map(form.errors.map(({ field, text }) => [field, text]));
  const person = found.has('email') ? undefined : await findReceiver(form.values.email ?? '');
  const whyNot = person
    ? (whyNotGive(giver, person, role) ?? whyNotHoldTwice(await listGrantsOf(person.id), role, deputyOf))
    : nobodyThere;
  if (whyNot && !found.has('email')) found.set('email', whyNot);
  return {
    person: found.size === 0 ? person : undefined,
    shown: refusedForm(form.values, emailFirst(found)),
  };
}

const nobodyThere =
  'We know no member with this address. Use the one on their profile; they have to have signed in once';

/** Errors in the order of the fields on the page. */
const emailFirst = (found: Map<string, string>) =>
  new Map([...found].sort(([a], [b]) => Number(b === 'email') - Number(a === 'email')));
