import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { type SignedProof, signedProofSchema } from '@maroquin/contracts';
import { Access, Answers } from '@maroquin/platform/http';
import { ProofService } from './proof.service.js';

/** What the instance proves of itself, for whoever administers it. */
@Controller('administration/proof')
export class ProofController {
  constructor(private readonly proofs: ProofService) {}

  @Get()
  @Access('administration')
  @Answers(signedProofSchema)
  get(): Promise<SignedProof> {
    return this.proofs.get();
  }

  /** Checks everything again. */
  @Post()
  @HttpCode(200)
  @Access('administration')
  @Answers(signedProofSchema)
  create(): Promise<SignedProof> {
    return this.proofs.create();
  }
}
