import { randomBytes } from 'node:crypto';
import { HostCookie } from '@maroquin/platform/http';
import type { InstanceKeys } from '@maroquin/platform/keys';
import { z } from 'zod';

/** Time to sign in at the provider, telephone in hand. */
export const FLOW_MS = 10 * 60_000;

const flowSchema = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string().nullable(),
  /** Where the person wanted to go. */
  next: z.string(),
  at: z.number(),
});
export type Flow = z.infer<typeof flowSchema>;
const endSchema = z.object({ provider: z.string(), state: z.string(), at: z.number() });

/** 256 random bits, 43 characters: ProConnect asks for at least 32 (state, nonce); RFC 7636 §4.1 for 43 (verifier). */
const random = (): string => randomBytes(32).toString('base64url');

export const newFlow = (provider: string, pkce: boolean, next: string, now: Date): Flow => ({
  provider,
  state: random(),
  nonce: random(),
  verifier: pkce ? random() : null,
  next,
  at: now.getTime(),
});
export const newEnd = (provider: string, now: Date): z.infer<typeof endSchema> => ({
  provider,
  state: random(),
  at: now.getTime(),
});

/**
 * What a browser keeps while it is at the provider. Lax, because the way back is a navigation that another site begins
 * (RFC 6265bis §5.6.7.1).
 */
export class SealedCookie<T extends z.ZodType<{ at: number }>> {
  private readonly cookie: HostCookie;

  constructor(
    name: HostCookie['name'],
    private readonly schema: T,
  ) {
    this.cookie = new HostCookie(name, { sameSite: 'Lax', value: /^[A-Za-z0-9_-]{1,4000}$/ });
  }

  /** Value of Set-Cookie. */
  set(keys: InstanceKeys, value: z.infer<T>): string {
    return this.cookie.set(keys.sealState(this.cookie.name, value), FLOW_MS / 1_000);
  }

  clear(): string {
    return this.cookie.clear();
  }

  /** null: there is none, there are two, or it is not ours. */
  read(keys: InstanceKeys, header: string | undefined): z.infer<T> | null {
    const sealed = this.cookie.read(header);
    const parsed = this.schema.safeParse(sealed === null ? null : keys.openState(this.cookie.name, sealed));
    return parsed.success ? parsed.data : null;
  }
}

export const flowCookie = new SealedCookie('__Host-maroquin-flow', flowSchema);
/** Of administration, whose listener has cookies of its own; `next` is a one-use link's secret, or nothing. */
export const administrationFlowCookie = new SealedCookie('__Host-maroquin-admin-flow', flowSchema);
export const endCookie = new SealedCookie('__Host-maroquin-end', endSchema);

/**
 * Only a path of this site: an address from outside must not decide where a sign-in leads. Control characters and
 * backslashes are refused because browsers read them as part of another address (WHATWG URL §4.4).
 */
export function safePath(wanted: string | undefined, publicUrl: string): string {
  if (wanted === undefined || wanted.length > 500 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted)) return '/';
  if (wanted.startsWith('/api/') || !URL.canParse(wanted, publicUrl)) return '/';
  const url = new URL(wanted, publicUrl);
  return url.origin === new URL(publicUrl).origin ? `${url.pathname}${url.search}${url.hash}` : '/';
}
