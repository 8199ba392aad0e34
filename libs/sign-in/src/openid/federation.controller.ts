import { Controller, Get, HttpCode, Ip, Param, Post, Query, Redirect, Req, Res } from '@nestjs/common';
import {
  idSchema,
  type IdentityMerge,
  identityMergesSchema,
  pageQuerySchema,
  providerIdSchema,
  type SignInProviders,
  signInProvidersSchema,
  startSignInSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Access, Answers, CurrentActor, TakesForm } from '@maroquin/platform/http';
import { Keys, type Page, pageInOrder, type Paging } from '@maroquin/platform/keys';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { BrowserSession } from '../attempts/browser-session.js';
import { FederatedSignOut } from './federated-sign-out.service.js';
import { readForm } from './form-body.js';
import { IdentityMerges } from './identity-merges.service.js';
import { OidcSignIn, type Sent } from './oidc-sign-in.service.js';
import { Providers } from './providers.service.js';

/** 303: the next request is a GET, whatever this one was (RFC 9110 §15.4.4). */
const SEE_OTHER = 303;

@Controller()
export class FederationController {
  constructor(
    private readonly providers: Providers,
    private readonly signIn: OidcSignIn,
    private readonly out: FederatedSignOut,
    private readonly merges: IdentityMerges,
    private readonly browser: BrowserSession,
    private readonly keys: Keys,
  ) {}

  @Get('sign-in/providers')
  @Access('public')
  @Answers(signInProvidersSchema)
  list(@Query({ schema: pageQuerySchema }) query: Paging): SignInProviders {
    const { items, mail } = this.providers.list();
    return { ...pageInOrder(this.keys.instance, 'sign-in providers', items, query), mail };
  }

  @Get('sign-in/oidc/:provider')
  @Redirect(undefined, SEE_OTHER)
  @Access('public')
  async start(
    @Param('provider', { schema: providerIdSchema }) provider: string,
    @Query({ schema: startSignInSchema }) { suite }: z.infer<typeof startSignInSchema>,
    @Ip() address: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ url: string }> {
    return sent(response, await this.signIn.start(provider, suite, address));
  }

  /** Its parameters are the provider's: unknown ones are ignored (RFC 6749 §4.1.2), so they are read in the service. */
  @Get('sign-in/oidc/:provider/callback')
  @Redirect(undefined, SEE_OTHER)
  @Access('public')
  async callback(
    @Param('provider', { schema: providerIdSchema }) provider: string,
    @Req() request: Request,
    @Ip() address: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ url: string }> {
    const { cookie } = request.headers;
    const done = await this.signIn.finish(provider, queryOf(request), cookie, address);
    if (done.session !== undefined) await this.browser.keep(request, response, done.session);
    return sent(response, done);
  }

  @Get('sign-in/oidc/:provider/signed-out')
  @Redirect(undefined, SEE_OTHER)
  @Access('public')
  signedOut(
    @Param('provider', { schema: providerIdSchema }) provider: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): { url: string } {
    return sent(
      response,
      this.out.signedOut(provider, queryOf(request).get('state'), request.headers.cookie),
    );
  }

  /** OpenID Connect Back-Channel Logout 1.0 §2.5: a form with one `logout_token`. */
  @Post('sign-in/oidc/:provider/backchannel-logout')
  @HttpCode(200)
  @Access('public')
  @TakesForm(z.object({ logout_token: z.string() }))
  async backChannel(
    @Param('provider', { schema: providerIdSchema }) provider: string,
    @Req() request: Request,
    @Ip() address: string,
  ): Promise<void> {
    const [token, ...others] = (await readForm(request)).getAll('logout_token');
    if (token === undefined || others.length > 0) throw new DomainError('request.invalid');
    await this.out.backChannel(provider, token, address);
  }

  @Get('identity-merges')
  @Access('people.manage')
  @Answers(identityMergesSchema)
  waiting(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Page<IdentityMerge>> {
    return this.merges.list(actor, query);
  }

  @Post('identity-merges/:id/approve')
  @HttpCode(204)
  @Access('people.manage')
  approve(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.merges.approve(actor, id);
  }

  @Post('identity-merges/:id/refuse')
  @HttpCode(204)
  @Access('people.manage')
  refuse(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.merges.refuse(actor, id);
  }
}

function sent(response: Response, { location, cookies }: Sent): { url: string } {
  for (const cookie of cookies) response.append('Set-Cookie', cookie);
  return { url: location };
}

/** The base is of no matter: only what follows the question mark is read. */
const queryOf = ({ originalUrl }: Request): URLSearchParams =>
  new URL(originalUrl, 'http://localhost').searchParams;
