/** One answer on the way. */
export interface Stop {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it leads; null: nowhere. */
  readonly location: URL | null;
}

const MOST_STEPS = 20;

/** A browser without a page: keeps the cookies of each host and port, and goes one step at a time. */
export class Wanderer {
  private readonly jars = new Map<string, Map<string, string>>();

  /** Of one origin, as a Cookie header. */
  cookies(origin: string): string {
    return [...(this.jars.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  cookie(origin: string, name: string): string | null {
    return this.jars.get(origin)?.get(name) ?? null;
  }

  setCookie(origin: string, name: string, value: string | null): void {
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    if (value === null) jar.delete(name);
    else jar.set(name, value);
    this.jars.set(origin, jar);
  }

  async go(to: string | URL, form?: Readonly<Record<string, string>>): Promise<Stop> {
    const url = new URL(to);
    const cookie = this.cookies(url.origin);
    const answer = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', ...(cookie === '' ? {} : { cookie }) },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      const isGone = attributes.some((one) => /^\s*(?:max-age=0|expires=Thu, 01 Jan 1970)/i.test(one));
      this.setCookie(url.origin, pair.slice(0, at), isGone ? null : pair.slice(at + 1));
    }
    const location = answer.headers.get('location');
    return {
      url,
      status: answer.status,
      headers: answer.headers,
      text: await answer.text(),
      location: location === null ? null : new URL(location, url),
    };
  }

  /** Follows redirects until `arrived`, or until they end. */
  async follow(to: string | URL, arrived: (url: URL) => boolean = () => false): Promise<Stop> {
    let stop = await this.go(to);
    for (let step = 0; step < MOST_STEPS && stop.location !== null; step += 1) {
      if (arrived(stop.location)) return stop;
      stop = await this.go(stop.location);
    }
    return stop;
  }
}
