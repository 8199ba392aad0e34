import type { Tx } from '@maroquin/platform/database';

/** Sign-in links of an account that nobody has used open nothing from now on. */
export const endLinks = async (tx: Tx, personId: string, now: Date): Promise<void> => {
  await tx.query(
    'update sign_in_link set expires_at = $2 where account_id = $1 and used_at is null and expires_at > $2',
    [personId, now],
  );
};
