import type { Random } from '../../faults/random.js';
import type { Scheduler } from '../scheduler.js';

interface Hinted {
  readonly up: boolean;
  hint(seq: number): void;
}

/** Hints between nodes, as unreliable as a bus may be: lost, late, twice, in any order. */
export class Bus {
  readonly faults = { lost: 0, twice: 0, late: 0 };
  /** Down altogether. */
  down = false;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly random: Random,
    private readonly nodes: readonly Hinted[],
  ) {}

  publish(_from: string, seq: number): void {
    for (const node of this.nodes) {
      const copies = this.random.chance(this.faults.twice) ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) this.send(node, seq);
    }
  }

  private send(node: Hinted, seq: number): void {
    const { random, faults } = this;
    if (this.down || random.chance(faults.lost)) return;
    const delay = random.chance(faults.late) ? random.between(100, 8_000) : random.between(0, 5);
    this.scheduler.after(delay, () => {
      if (node.up) node.hint(seq);
    });
  }
}
