import { claimsIn } from '../../../server/features/identity-providers/claims.ts';

const said = { email: 'Nia@Camden.gov.uk', email_verified: true };

test('an address is that of the person where the provider says so, in lower case', () => {
  expect(claimsIn({ ...said, iss: 'https://login.example.org' }).email).toBe('nia@camden.gov.uk');
});

test('Google vouches only for accounts of an organisation, not for private ones that have a work address', () => {
  const google = { ...said, iss: 'https://accounts.google.com' };
  expect(claimsIn(google).email).toBeNull();
  expect(claimsIn({ ...google, hd: 'camden.gov.uk' }).email).toBe('nia@camden.gov.uk');
});

test('a name that nobody could have, and ways that are none, are left out', () => {
  expect(claimsIn({ ...said, name: 7, amr: 'mfa', acr: ['x'] })).toMatchObject({
    name: '',
    amr: [],
    acr: '',
  });
  expect(claimsIn({ ...said, name: 'x'.repeat(101), amr: ['mfa', 1] })).toMatchObject({
    name: '',
    amr: ['mfa'],
  });
});
