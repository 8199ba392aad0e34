import { Inject, Injectable } from '@nestjs/common';
import { type KnownAccount, OneUse } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import { CodeGenerators } from './code-generator.service.js';
import { readRecoveryCode, RecoveryCodes } from './recovery-codes.js';

/** What may be shown as a second proof, and that it is shown once. */
@Injectable()
export class SecondProofs {
  constructor(
    readonly generators: CodeGenerators,
    readonly oneUse: OneUse,
    private readonly recoveryCodes: RecoveryCodes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The method (RFC 8176), or null. A recovery code is noted: its person should hear of it. */
  async accept(
    tx: Tx,
    keys: OrganisationKeys,
    { personId, orgId }: KnownAccount,
    code: string,
  ): Promise<'otp' | 'recovery' | null> {
    const generator = await this.generators.find(tx, personId);
    if (generator === null) return null;
    if (await this.generators.accept(tx, keys, generator, code)) return 'otp';
    const recovery = readRecoveryCode(code);
    if (recovery === null || !(await this.recoveryCodes.use(tx, personId, recovery))) return null;
    const at = this.clock.now();
    await recordAct(tx, { orgId, actorId: personId, action: 'recovery-code.used', targetId: personId, at });
    return 'recovery';
  }
}
