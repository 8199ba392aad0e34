import { Body, Controller, HttpCode, Ip, Post, Res } from '@nestjs/common';
import { linkRequestSchema, linkSignInSchema, passwordSignInSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, CurrentActor } from '@maroquin/platform/http';
import type { Response } from 'express';
import type { z } from 'zod';
import { LinkRequests } from '../links/link-requests.js';
import { SignInLinks } from '../links/sign-in-links.service.js';
import { AuthService } from './auth.service.js';
import { sessionCookie } from './session-cookie.js';
import { type NewSession, Sessions } from './sessions.service.js';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly links: SignInLinks,
    private readonly requests: LinkRequests,
    private readonly sessions: Sessions,
  ) {}

  @Post('link')
  @HttpCode(204)
  @Access('public')
  async byLink(
    @Body({ schema: linkSignInSchema }) { token }: z.infer<typeof linkSignInSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    keepSession(response, await this.links.use(token));
  }

  @Post('password')
  @HttpCode(204)
  @Access('public')
  async byPassword(
    @Body({ schema: passwordSignInSchema }) { email, password }: z.infer<typeof passwordSignInSchema>,
    @Ip() address: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    keepSession(response, await this.auth.signIn(email, password, address));
  }

  @Post('link-requests')
  @HttpCode(202)
  @Access('public')
  requestLink(
    @Body({ schema: linkRequestSchema }) { email }: z.infer<typeof linkRequestSchema>,
    @Ip() address: string,
  ): Promise<void> {
    return this.requests.request(email, address);
  }

  @Post('sign-out')
  @HttpCode(204)
  @Access('authenticated')
  async signOut(@CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.sessions.signOut(actor);
    response.append('Set-Cookie', sessionCookie('', 0));
  }
}

const keepSession = (response: Response, { token, maxAgeSeconds }: NewSession): void => {
  response.append('Set-Cookie', sessionCookie(token, maxAgeSeconds));
};
