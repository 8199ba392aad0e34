import { Body, Controller, HttpCode, Ip, Post, Req, Res } from '@nestjs/common';
import {
  linkRequestSchema,
  linkSignInSchema,
  nextStepSchema,
  passwordSignInSchema,
} from '@maroquin/contracts';
import { Access, Answers } from '@maroquin/platform/http';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { SignInAnswer } from './codes/after-first-proof.service.js';
import { LinkRequests } from './links/link-requests.js';
import { LinkSignIn } from './links/link-sign-in.service.js';
import { PasswordSignIn } from './passwords/password-sign-in.service.js';
import { BrowserSession } from './attempts/browser-session.js';

type NextStep = z.infer<typeof nextStepSchema>;

@Controller('sign-in')
export class AuthController {
  constructor(
    private readonly passwords: PasswordSignIn,
    private readonly links: LinkSignIn,
    private readonly requests: LinkRequests,
    private readonly browser: BrowserSession,
  ) {}

  /** 204: signed in. 200: a second proof is needed. */
  @Post('link')
  @HttpCode(200)
  @Access('public')
  @Answers(nextStepSchema)
  async byLink(
    @Body({ schema: linkSignInSchema }) { token }: z.infer<typeof linkSignInSchema>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<NextStep | undefined> {
    return this.answer(request, response, await this.links.signIn(token));
  }

  /** 204: signed in. 200: right, and a second proof is needed. */
  @Post('password')
  @HttpCode(200)
  @Access('public')
  @Answers(nextStepSchema)
  async byPassword(
    @Body({ schema: passwordSignInSchema }) { email, password }: z.infer<typeof passwordSignInSchema>,
    @Ip() address: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<NextStep | undefined> {
    const { cookie } = request.headers;
    return this.answer(request, response, await this.passwords.signIn(email, password, { address, cookie }));
  }

  private async answer(
    request: Request,
    response: Response,
    answer: SignInAnswer,
  ): Promise<NextStep | undefined> {
    if ('page' in answer) return { next: 'page', path: answer.page };
    if ('passkey' in answer) return { next: 'passkey' };
    if ('step' in answer) {
      response.append('Set-Cookie', answer.step);
      return { next: 'code' };
    }
    await this.browser.keep(request, response, answer.session);
    response.status(204);
    return undefined;
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
}
