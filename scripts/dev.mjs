/** `npm run dev`: rebuilds on change; the server restarts by itself, the browser reloads by hand. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, existingFolders, swcArguments } from './lib/build.mjs';
import { ROOT, bin } from './lib/house.mjs';

await build(['server', 'web'], { say: (line) => console.error(line) });

const outDir = join(ROOT, 'dist/apps/web');
const programs = [
  [bin('swc'), ...swcArguments(existingFolders('server')), '--watch'],
  [bin('vite'), 'build', 'apps/web', '--outDir', outDir, '--watch', '--logLevel', 'warn'],
  [
    '--watch',
    '--watch-preserve-output',
    '--enable-source-maps',
    'dist/apps/server/src/main.js',
    ...process.argv.slice(2),
  ],
];
const children = programs.map((args) => spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }));

// One that stops takes the others along: half a workshop only confuses.
function stopAll() {
  for (const child of children) child.kill('SIGTERM');
}
for (const child of children) child.on('exit', stopAll);
process.on('SIGINT', stopAll);
process.on('SIGTERM', stopAll);
