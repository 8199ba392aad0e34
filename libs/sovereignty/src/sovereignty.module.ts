import { type DynamicModule, Module } from '@nestjs/common';
import { ProofController } from './proof/proof.controller.js';
import { PROOF_TYPESETTER, ProofService, type ProofTypesetter } from './proof/proof.service.js';
import { Reversibility } from './proof/reversibility.js';

@Module({
  controllers: [ProofController],
  providers: [ProofService, Reversibility],
  exports: [Reversibility],
})
export class SovereigntyModule {
  /** @param typeset makes a PDF of a text: a neighbour's work, which only the apps can hand over */
  static with(typeset: ProofTypesetter): DynamicModule {
    return {
      module: SovereigntyModule,
      providers: [{ provide: PROOF_TYPESETTER, useValue: typeset }],
    };
  }
}
