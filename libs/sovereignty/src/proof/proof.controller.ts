import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { type SignedProof, signedProofSchema } from '@maroquin/contracts';
import type { Response } from 'express';
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

  /** The last one, in French, laid out to be read and filed. */
  @Get('pdf')
  @Access('administration')
  @Answers('bytes', ['application/pdf'])
  async pdf(@Res() response: Response): Promise<void> {
    const bytes = await this.proofs.pdf();
    response.setHeader('Content-Type', 'application/pdf');
    response.setHeader('Content-Disposition', 'attachment; filename="preuve-maroquin.pdf"');
    response.setHeader('Cache-Control', 'no-store');
    response.end(bytes);
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
