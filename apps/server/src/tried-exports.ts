import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TryExport } from '@maroquin/departure';
import { Reversibility } from '@maroquin/sovereignty';

/** Says how the proof of reversibility tries an export. */
@Injectable()
export class TriedExports implements OnModuleInit {
  constructor(
    private readonly reversibility: Reversibility,
    private readonly exports: TryExport,
  ) {}

  onModuleInit(): void {
    this.reversibility.use(() => this.exports.make());
  }
}
