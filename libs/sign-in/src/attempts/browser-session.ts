import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type NewSession, sessionCookie, Sessions } from '@maroquin/identity';
import { KnownBrowsers } from './known-browsers.js';
import { browserCookies } from '../factors/browser-cookies.js';

/** What every way of signing in does with the browser once its person is known. */
@Injectable()
export class BrowserSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly known: KnownBrowsers,
  ) {}

  /** A browser has one session: the one it came with ends. */
  async keep({ headers }: Request, response: Response, session: NewSession): Promise<void> {
    const former = sessionCookie.read(headers.cookie);
    if (former !== null) await this.sessions.endReplaced(former);
    response.append('Set-Cookie', sessionCookie.set(session.token, session.maxAgeSeconds));
    response.append('Set-Cookie', this.known.remember(headers.cookie, session.personId));
    for (const done of ['step', 'ceremony'] as const)
      response.append('Set-Cookie', browserCookies[done].clear());
  }
}
