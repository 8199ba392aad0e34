import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

/** Node ≥ 22.1 has it. */
const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };

/**
 * What V8 compiled is kept beside the bundle, for the next start. Whoever may write it may write the bundle as well;
 * where this process may not, it starts without.
 */
enableCompileCache?.(fileURLToPath(new URL('../../../.compile-cache', import.meta.url)));
