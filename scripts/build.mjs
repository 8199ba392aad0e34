/** `npm run build`: everything that runs, into dist/. `--stale` builds only what changed. */
import { build } from './lib/build.mjs';

try {
  await build(['server', 'web'], {
    force: !process.argv.includes('--stale'),
    say: (line) => console.log(line),
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
