/** What reads and checks passkeys, loaded once somebody uses one: it is three hundred files, which a start need not read. */
export const loadWebAuthn = () => import('@simplewebauthn/server');
