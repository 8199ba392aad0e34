import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import type { Egress } from '@maroquin/platform/egress';

/** After a failure the keys are not asked for again for this long. */
const AFTER_FAILURE_MS = 10_000;

export interface KeysPlace {
  readonly address: URL;
  readonly fetch: Egress['fetch'];
}

/**
 * A provider's keys for tokens that reach us by themselves. Anybody may send such a token, so they are kept: the library
 * asks for them again every ten minutes, and for a key that is not among them at most twice a minute.
 */
export class TokenKeys {
  private set: { readonly address: string; readonly get: JWTVerifyGetKey } | null = null;
  private failure: { readonly at: number; readonly error: unknown } | null = null;

  constructor(
    private readonly find: () => Promise<KeysPlace>,
    private readonly now: () => Date,
  ) {}

  /** @throws {SignInRefused} provider.*, and what the library throws for an unknown key */
  readonly get: JWTVerifyGetKey = async (header, token) => {
    const now = this.now().getTime();
    if (this.failure !== null && now - this.failure.at < AFTER_FAILURE_MS) throw this.failure.error;
    try {
      const { address, fetch } = await this.find();
      if (this.set?.address !== address.href)
        this.set = { address: address.href, get: createRemoteJWKSet(address, { [customFetch]: fetch }) };
      return await this.set.get(header, token);
    } catch (error) {
      const isUnknownKey =
        error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
      if (!isUnknownKey) this.failure = { at: now, error };
      throw error;
    }
  };
}
