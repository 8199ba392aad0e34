interface HostCookieOptions {
  /** Lax where a page elsewhere may lead in, or back; Strict otherwise. */
  readonly sameSite: 'Lax' | 'Strict';
  /** What a value of ours looks like, from its first character to its last; bounds its length. */
  readonly value: RegExp;
}

/**
 * A cookie of ours. `__Host-`: the browser keeps it for this host only, over TLS (or on loopback), for the whole site
 * (RFC 6265bis §4.1.3.2); scripts do not reach it.
 */
export class HostCookie {
  constructor(
    readonly name: `__Host-${string}`,
    private readonly options: HostCookieOptions,
  ) {}

  /** Value of Set-Cookie. */
  set(value: string, maxAgeSeconds: number): string {
    const { sameSite } = this.options;
    return `${this.name}=${value}; Path=/; Max-Age=${String(maxAgeSeconds)}; HttpOnly; Secure; SameSite=${sameSite}`;
  }

  /** Value of Set-Cookie that removes it. */
  clear(): string {
    return this.set('', 0);
  }

  /** Its value in a Cookie header; null when there is none, or two that differ, or it was not made here. */
  read(header: string | undefined): string | null {
    const values = new Set<string>();
    for (const pair of (header ?? '').split(';')) {
      const [name, value] = pair.trim().split('=', 2);
      if (name === this.name && value !== undefined) values.add(value);
    }
    const [only] = values;
    return values.size === 1 && only !== undefined && this.options.value.test(only) ? only : null;
  }
}
