import { Body, Controller, HttpCode, Ip, Post, Req, Res } from '@nestjs/common';
import { ceremonySchema, passkeySignInSchema, secondFactorSchema } from '@maroquin/contracts';
import type { NewSession } from '@maroquin/identity';
import { Access, Answers } from '@maroquin/platform/http';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { BrowserSession } from './attempts/browser-session.js';
import { SecondSteps } from './codes/second-steps.service.js';
import { PasskeySignIn } from './passkeys/passkey-sign-in.service.js';

/** Signing in by more than a password. */
@Controller('sign-in')
export class FactorAuthController {
  constructor(
    private readonly passkeys: PasskeySignIn<NewSession>,
    private readonly steps: SecondSteps,
    private readonly browser: BrowserSession,
  ) {}

  @Post('passkey-options')
  @HttpCode(200)
  @Access('public')
  @Answers(ceremonySchema)
  async passkeyOptions(
    @Ip() address: string,
    @Req() { headers }: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.infer<typeof ceremonySchema>> {
    const { options, cookie } = await this.passkeys.begin({ address, cookie: headers.cookie });
    response.append('Set-Cookie', cookie);
    return { options };
  }

  @Post('passkey')
  @HttpCode(204)
  @Access('public')
  async byPasskey(
    @Body({ schema: passkeySignInSchema }) { credential }: z.infer<typeof passkeySignInSchema>,
    @Ip() address: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const session = await this.passkeys.signIn(credential, { address, cookie: request.headers.cookie });
    await this.browser.keep(request, response, session);
  }

  @Post('second-factor')
  @HttpCode(204)
  @Access('public')
  async secondFactor(
    @Body({ schema: secondFactorSchema }) { code }: z.infer<typeof secondFactorSchema>,
    @Ip() address: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const session = await this.steps.complete(code, { address, cookie: request.headers.cookie });
    await this.browser.keep(request, response, session);
  }
}
