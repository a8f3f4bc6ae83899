/** Where an answer leads in the end: whoever signs in by a link is first offered a passkey, once. */
export function afterWelcome({ headers }: { headers: Record<string, string> }): string {
  const { pathname, searchParams } = new URL(headers.location ?? '', 'http://localhost');
  return pathname === '/account/passkeys/welcome' ? (searchParams.get('back') ?? '') : pathname;
}
