import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { idSchema } from '@maroquin/contracts';
import { AuthService } from '@maroquin/identity';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import type { Authenticator, Credentials } from '@maroquin/platform/http';
import { Keys } from '@maroquin/platform/keys';
import { bearerOf } from './wopi-credentials.js';

/** The page asks for another one at half of it, and hands it to the editor. */
const TOKEN_LIFETIME_MS = 4 * 60 * 60_000;
const PURPOSE = 'wopi access token';

const contentSchema = z.strictObject({
  file: idSchema,
  /** Stands for the session (AuthService.handleOf). */
  session: z.string().regex(/^[0-9a-f]{64}$/),
  /** Milliseconds since 1970. */
  until: z.number().int(),
});
export type WopiToken = z.infer<typeof contentSchema>;

/**
 * What an editor shows for one file and one person. Sealed, so that it holds what it is for and needs no row; it ends with
 * the session of the browser that asked for it, and says nothing of rights, which are asked at each call.
 */
@Injectable()
export class WopiTokens implements Authenticator {
  constructor(
    private readonly keys: Keys,
    private readonly sessions: AuthService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  make(file: string, session: string): { readonly secret: string; readonly until: number } {
    return this.seal({ file, session, until: this.clock.now().getTime() + TOKEN_LIFETIME_MS });
  }

  /** The same for another file: it lives no longer. */
  forFile(file: string, token: WopiToken): { readonly secret: string; readonly until: number } {
    return this.seal({ ...token, file });
  }

  private seal(token: WopiToken): { readonly secret: string; readonly until: number } {
    return { secret: this.keys.instance.sealState(PURPOSE, token), until: token.until };
  }

  /** null: none of ours, or over. */
  open(authorization: string | undefined): WopiToken | null {
    const secret = bearerOf(authorization);
    if (secret === null) return null;
    const token = contentSchema.safeParse(this.keys.instance.openState(PURPOSE, secret));
    return token.success && token.data.until > this.clock.now().getTime() ? token.data : null;
  }

  async authenticate({ authorization }: Credentials): Promise<Actor | null> {
    const token = this.open(authorization);
    return token === null ? null : this.sessions.byHandle(token.session);
  }
}
