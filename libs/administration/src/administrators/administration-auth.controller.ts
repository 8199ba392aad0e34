import { Body, Controller, Get, HttpCode, Ip, Post, Req, Res } from '@nestjs/common';
import {
  type AdministratorMe,
  administratorMeSchema,
  administratorSignInSchema,
  ceremonySchema,
  enrollingSchema,
  enrolmentSchema,
  generatorEnrolmentSchema,
  newTotpSchema,
  passkeyEnrolmentSchema,
  passkeySignInSchema,
} from '@maroquin/contracts';
import { Access, type Administrator, Answers, CurrentAdministrator } from '@maroquin/platform/http';
import { PasskeySignIn } from '@maroquin/sign-in';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { administrationCookies } from './administration-cookies.js';
import { AdministratorAbout } from './administrator-about.service.js';
import { AdministratorEnrolment } from './administrator-enrolment.service.js';
import { AdministratorSessions } from './administrator-sessions.service.js';
import { AdministratorSignIn } from './administrator-sign-in.service.js';

type Enrolment = z.infer<typeof enrolmentSchema>;

/** The ways into administration. Each gives two proofs at once; nothing between them and a session exists. */
@Controller('administration')
export class AdministrationAuthController {
  constructor(
    private readonly enrolment: AdministratorEnrolment,
    private readonly passkeys: PasskeySignIn<string>,
    private readonly passwords: AdministratorSignIn,
    private readonly sessions: AdministratorSessions,
    private readonly about: AdministratorAbout,
  ) {}

  @Post('enrolment')
  @HttpCode(200)
  @Access('administration.public')
  @Answers(enrollingSchema)
  enrolling(
    @Body({ schema: enrolmentSchema }) { token }: Enrolment,
  ): Promise<z.infer<typeof enrollingSchema>> {
    return this.enrolment.about(token);
  }

  @Post('enrolment/passkey-options')
  @HttpCode(200)
  @Access('administration.public')
  @Answers(ceremonySchema)
  async passkeyEnrolmentOptions(
    @Body({ schema: enrolmentSchema }) { token }: Enrolment,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.infer<typeof ceremonySchema>> {
    const { answer, cookie } = await this.enrolment.beginPasskey(token);
    response.append('Set-Cookie', cookie);
    return answer;
  }

  @Post('enrolment/passkey')
  @HttpCode(204)
  @Access('administration.public')
  async enrolPasskey(
    @Body({ schema: passkeyEnrolmentSchema }) { token, credential }: z.infer<typeof passkeyEnrolmentSchema>,
    @Req() { headers }: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    enter(response, await this.enrolment.finishPasskey(token, credential, headers.cookie));
  }

  @Post('enrolment/generator-options')
  @HttpCode(200)
  @Access('administration.public')
  @Answers(newTotpSchema)
  async generatorOptions(
    @Body({ schema: enrolmentSchema }) { token }: Enrolment,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.infer<typeof newTotpSchema>> {
    const { answer, cookie } = await this.enrolment.beginGenerator(token);
    response.append('Set-Cookie', cookie);
    return answer;
  }

  @Post('enrolment/generator')
  @HttpCode(204)
  @Access('administration.public')
  async enrolGenerator(
    @Body({ schema: generatorEnrolmentSchema }) { token, ...proof }: z.infer<typeof generatorEnrolmentSchema>,
    @Req() { headers }: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    enter(response, await this.enrolment.finishGenerator(token, proof, headers.cookie));
  }

  @Post('sign-in/passkey-options')
  @HttpCode(200)
  @Access('administration.public')
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

  @Post('sign-in/passkey')
  @HttpCode(204)
  @Access('administration.public')
  async byPasskey(
    @Body({ schema: passkeySignInSchema }) { credential }: z.infer<typeof passkeySignInSchema>,
    @Ip() address: string,
    @Req() { headers }: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    enter(response, await this.passkeys.signIn(credential, { address, cookie: headers.cookie }));
  }

  @Post('sign-in/password')
  @HttpCode(204)
  @Access('administration.public')
  async byPassword(
    @Body({ schema: administratorSignInSchema }) body: z.infer<typeof administratorSignInSchema>,
    @Ip() address: string,
    @Req() { headers }: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    enter(response, await this.passwords.byPassword(body, { address, cookie: headers.cookie }));
  }

  @Post('sign-out')
  @HttpCode(204)
  @Access('administration')
  async signOut(
    @CurrentAdministrator() administrator: Administrator,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.signOut(administrator);
    response.append('Set-Cookie', administrationCookies.session.clear());
  }

  @Get('me')
  @Access('administration')
  @Answers(administratorMeSchema)
  me(@CurrentAdministrator() administrator: Administrator): Promise<AdministratorMe> {
    return this.about.get(administrator);
  }
}

function enter(response: Response, session: string): void {
  response.append('Set-Cookie', session);
  for (const done of ['ceremony', 'generator'] as const)
    response.append('Set-Cookie', administrationCookies[done].clear());
}
