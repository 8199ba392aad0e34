import { Body, Controller, Get, HttpCode, Ip, Param, Post, Query, Redirect, Req, Res } from '@nestjs/common';
import {
  administrationProvidersSchema,
  pageQuerySchema,
  providerIdSchema,
  leavingSchema,
  startAdministrationSchema,
} from '@maroquin/contracts';
import { Access, Answers } from '@maroquin/platform/http';
import { Keys, pageByName, type Paging } from '@maroquin/platform/keys';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { AdministratorOidc } from './administrator-oidc.service.js';
import { AdministratorProviders } from './administrator-providers.js';

const SEE_OTHER = 303;

@Controller('administration/sign-in')
export class AdministrationOidcController {
  constructor(
    private readonly providers: AdministratorProviders,
    private readonly signIn: AdministratorOidc,
    private readonly keys: Keys,
  ) {}

  @Get('providers')
  @Access('administration.public')
  @Answers(administrationProvidersSchema)
  list(@Query({ schema: pageQuerySchema }) query: Paging): z.infer<typeof administrationProvidersSchema> {
    return pageByName(this.keys.instance, 'administration sign-in', this.providers.list(), query);
  }

  /** A POST: a link's token must not stand in an address. */
  @Post('provider')
  @HttpCode(200)
  @Access('administration.public')
  @Answers(leavingSchema)
  async start(
    @Body({ schema: startAdministrationSchema }) body: z.infer<typeof startAdministrationSchema>,
    @Ip() address: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.infer<typeof leavingSchema>> {
    const { location, cookies } = await this.signIn.start({ ...body, address });
    for (const cookie of cookies) response.append('Set-Cookie', cookie);
    return { location };
  }

  /** Its parameters are the provider's: unknown ones are ignored (RFC 6749 §4.1.2), so they are read in the service. */
  @Get('oidc/:provider/callback')
  @Redirect(undefined, SEE_OTHER)
  @Access('administration.public')
  async callback(
    @Param('provider', { schema: providerIdSchema }) provider: string,
    @Req() { originalUrl, headers }: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ url: string }> {
    const answer = new URL(originalUrl, 'http://localhost').searchParams;
    const { location, cookies } = await this.signIn.finish(provider, answer, headers.cookie);
    for (const cookie of cookies) response.append('Set-Cookie', cookie);
    return { url: location };
  }
}
