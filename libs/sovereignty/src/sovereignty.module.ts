import { Module } from '@nestjs/common';
import { ProofController } from './proof/proof.controller.js';
import { ProofService } from './proof/proof.service.js';

@Module({ controllers: [ProofController], providers: [ProofService] })
export class SovereigntyModule {}
