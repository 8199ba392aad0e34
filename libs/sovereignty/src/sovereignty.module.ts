import { Module } from '@nestjs/common';
import { ProofController } from './proof/proof.controller.js';
import { ProofService } from './proof/proof.service.js';
import { Reversibility } from './proof/reversibility.js';

@Module({
  controllers: [ProofController],
  providers: [ProofService, Reversibility],
  exports: [Reversibility],
})
export class SovereigntyModule {}
