import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where the long files are, the longest first: they start servers and browsers. What is named by none of them is short. */
const LONG = [
  'test/security/matrix/',
  'test/faults/',
  'test/journeys/',
  'test/conformance/',
  'test/security/',
  'test/simulation/',
  'test/search/',
  'test/identity/',
];

/**
 * Long files begin first, so that none of them is left alone at the end while the other workers have nothing to do.
 * vitest knows by itself how long a file took the last time; a fresh clone does not, and the size says little.
 */
export default class SlowestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weighed = files.map((file) => ({
      file,
      rank: this.rank(file),
      size: statSync(file.moduleId).size,
    }));
    weighed.sort((a, b) => a.rank - b.rank || b.size - a.size);
    return Promise.resolve(weighed.map(({ file }) => file));
  }

  private rank({ moduleId }: TestSpecification): number {
    const path = relative(this.ctx.config.root, moduleId);
    const rank = LONG.findIndex((folder) => path.startsWith(folder));
    return rank === -1 ? LONG.length : rank;
  }
}
