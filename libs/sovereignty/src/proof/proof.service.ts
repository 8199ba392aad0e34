import { Inject, Injectable } from '@nestjs/common';
import type { SignedProof } from '@maroquin/contracts';
import { type Clock, CLOCK, type Config, CONFIG } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import type { ProseNode } from '@maroquin/prose';
import { PROOF_TITLE, proofProse } from './proof-prose.js';
import { prove, signProof } from './prove.js';
import { Reversibility } from './reversibility.js';

/** Makes an accessible PDF of a text. */
export type ProofTypesetter = (
  doc: ProseNode,
  about: { readonly title: string; readonly author: string; readonly at: Date },
) => Promise<Buffer>;
export const PROOF_TYPESETTER = Symbol('ProofTypesetter');

/** The proof of this instance, for its administrators: the last one, or a new one. */
@Injectable()
export class ProofService {
  private last: SignedProof | null = null;
  private running: Promise<SignedProof> | null = null;
  private printing: Promise<Buffer> | null = null;

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly reversibility: Reversibility,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROOF_TYPESETTER) private readonly typeset: ProofTypesetter,
  ) {}

  async get(): Promise<SignedProof> {
    return this.last ?? this.create();
  }

  /** The last one, as a PDF in French; one at a time, too. */
  pdf(): Promise<Buffer> {
    this.printing ??= this.print().finally(() => (this.printing = null));
    return this.printing;
  }

  private async print(): Promise<Buffer> {
    const { doc, at } = proofProse(await this.get());
    return this.typeset(doc, { title: PROOF_TITLE, author: 'Maroquin', at });
  }

  /** One at a time: whoever asks meanwhile gets the one that is being made. */
  create(): Promise<SignedProof> {
    this.running ??= this.make().finally(() => (this.running = null));
    return this.running;
  }

  private async make(): Promise<SignedProof> {
    const { config, clock, database, keys } = this;
    this.last = signProof(
      keys,
      await prove({ config, clock, database, keys, reversibility: this.reversibility.tried }),
    );
    return this.last;
  }
}
