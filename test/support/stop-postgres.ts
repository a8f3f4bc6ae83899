/** After the last test. */
export default async function stopPostgres(): Promise<void> {
  await globalThis.stopPostgres();
}
