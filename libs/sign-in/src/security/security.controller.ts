import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import {
  addPasskeySchema,
  ceremonySchema,
  confirmTotpSchema,
  idSchema,
  type NewTotp,
  newTotpSchema,
  passkeySchema,
  type PasskeyView,
  recoveryCodesSchema,
  renamePasskeySchema,
  securitySchema,
  type SecurityView,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, ExpectedVersion, HarmlessAgain } from '@maroquin/platform/http';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { CodeGenerators } from '../codes/code-generator.service.js';
import { Passkeys } from '../passkeys/passkeys.service.js';
import { Security } from './security.service.js';

/** A person's own ways in, and its open sessions. */
@Controller('me')
export class SecurityController {
  constructor(
    private readonly security: Security,
    private readonly passkeys: Passkeys,
    private readonly generators: CodeGenerators,
  ) {}

  @Get('security')
  @Access('authenticated')
  @Answers(securitySchema)
  get(@CurrentActor() actor: Actor): Promise<SecurityView> {
    return this.security.get(actor);
  }

  @HarmlessAgain()
  @Post('passkeys/options')
  @HttpCode(200)
  @Access('authenticated')
  @Answers(ceremonySchema)
  async passkeyOptions(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.infer<typeof ceremonySchema>> {
    const { options, cookie } = await this.passkeys.begin(actor);
    response.append('Set-Cookie', cookie);
    return { options };
  }

  @Post('passkeys')
  @Access('authenticated')
  @Answers(passkeySchema)
  addPasskey(
    @CurrentActor() actor: Actor,
    @Body({ schema: addPasskeySchema }) { name, credential }: z.infer<typeof addPasskeySchema>,
    @Req() { headers }: Request,
  ): Promise<PasskeyView> {
    return this.passkeys.add(actor, name, credential, headers.cookie);
  }

  @Patch('passkeys/:id')
  @HttpCode(204)
  @Access('authenticated')
  renamePasskey(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @ExpectedVersion() version: number,
    @Body({ schema: renamePasskeySchema }) { name }: z.infer<typeof renamePasskeySchema>,
  ): Promise<void> {
    return this.passkeys.rename(actor, id, name, version);
  }

  @Delete('passkeys/:id')
  @HttpCode(204)
  @Access('authenticated')
  removePasskey(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.passkeys.remove(actor, id);
  }

  @Post('totp')
  @HttpCode(200)
  @Access('authenticated')
  @Answers(newTotpSchema)
  beginTotp(@CurrentActor() actor: Actor): Promise<NewTotp> {
    return this.generators.begin(actor);
  }

  @Post('totp/confirm')
  @HttpCode(200)
  @Access('authenticated')
  @Answers(recoveryCodesSchema)
  async confirmTotp(
    @CurrentActor() actor: Actor,
    @Body({ schema: confirmTotpSchema }) { code }: z.infer<typeof confirmTotpSchema>,
  ): Promise<z.infer<typeof recoveryCodesSchema>> {
    return { codes: await this.generators.confirm(actor, code) };
  }

  @Delete('totp')
  @HttpCode(204)
  @Access('authenticated')
  removeTotp(@CurrentActor() actor: Actor): Promise<void> {
    return this.generators.remove(actor);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @Access('authenticated')
  @Answers(recoveryCodesSchema)
  async renewRecoveryCodes(@CurrentActor() actor: Actor): Promise<z.infer<typeof recoveryCodesSchema>> {
    return { codes: await this.generators.renewRecoveryCodes(actor) };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Access('authenticated')
  endSession(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.security.endSession(actor, id);
  }

  @Post('sessions/end-others')
  @HttpCode(204)
  @Access('authenticated')
  endOtherSessions(@CurrentActor() actor: Actor): Promise<void> {
    return this.security.endOtherSessions(actor);
  }
}
