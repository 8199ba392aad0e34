import type { Client } from 'pg';

const KEYS_LOCK = 7_262_081;

/**
 * Whoever makes keys at the provider does it alone, until this connection ends: a security module would make two under one
 * name, and wrap with either.
 */
export async function lockKeys(client: Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [KEYS_LOCK]);
}
