import type { AccessLevel } from '@maroquin/coediting';

/** What a node knows of somebody's right. */
export interface KnownLevel {
  readonly level: AccessLevel;
  /** Rises with each change, so that an older answer does not replace a newer one. */
  readonly version: number;
}

/** Who may do what with the document, as the store has it. */
export class Rights {
  private readonly levels = new Map<string, KnownLevel>();

  of(personId: string): KnownLevel {
    return this.levels.get(personId) ?? { level: 'write', version: 0 };
  }

  set(personId: string, level: AccessLevel): KnownLevel {
    const known = { level, version: this.of(personId).version + 1 };
    this.levels.set(personId, known);
    return known;
  }
}
