import { Inject, Injectable } from '@nestjs/common';
import type { SignedProof } from '@maroquin/contracts';
import { type Clock, CLOCK, type Config, CONFIG } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { prove, signProof } from './prove.js';
import { Reversibility } from './reversibility.js';

/** The proof of this instance, for its administrators: the last one, or a new one. */
@Injectable()
export class ProofService {
  private last: SignedProof | null = null;
  private running: Promise<SignedProof> | null = null;

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly reversibility: Reversibility,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async get(): Promise<SignedProof> {
    return this.last ?? this.create();
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
