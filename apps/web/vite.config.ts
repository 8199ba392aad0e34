import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { rolldown } from 'rolldown';
import { defineConfig, type Plugin } from 'vite';
import { clientPackages } from './client-packages.js';

/** React Aria brings its words in 34 languages; the client speaks two of them. */
const onlyOurLanguages: Plugin = {
  name: 'only-our-languages',
  load: (id) =>
    /\/react-(?:aria|stately|aria-components)\/dist\/.*\/intl\/.*\/?(?!fr-FR|en-US)[a-z]{2}-[A-Z]{2}\.mjs$/u.test(
      id,
    )
      ? 'export default {};'
      : null,
};

/** The service worker is one file of its own at the root, of a name that never changes: browsers ask for it by that. */
const serviceWorker: Plugin = {
  name: 'service-worker',
  apply: 'build',
  async generateBundle() {
    const bundle = await rolldown({
      input: `${import.meta.dirname}/src/app/service-worker/service-worker.ts`,
      platform: 'browser',
    });
    const { output } = await bundle.generate({ format: 'iife', minify: true });
    await bundle.close();
    this.emitFile({ type: 'asset', fileName: 'sw.js', source: output[0].code });
  },
};

const ROOT = join(import.meta.dirname, '../..');

/** `vite build apps/web` leaves the client in dist/apps/web, which the server serves with long caching under /assets. */
export default defineConfig({
  plugins: [
    ...[react(), onlyOurLanguages, serviceWorker],
    clientPackages(ROOT, join(ROOT, 'dist/client-packages.json')),
  ],
  resolve: {
    tsconfigPaths: true,
    // One binding between Yjs and ProseMirror: two copies would each hold their own plugin key.
    alias: { '@tiptap/y-tiptap': 'y-prosemirror' },
  },
  build: {
    outDir: '../../dist/apps/web',
    emptyOutDir: true,
    target: 'es2022',
    // Fonts and pictures stay files: the content policy allows no data: source for fonts.
    assetsInlineLimit: 0,
    rollupOptions: {
      // A front door only names what lies behind it: entering for one thing must not load the others.
      treeshake: { moduleSideEffects: (id) => !/\/apps\/web\/src\/.*\/index\.ts$/u.test(id) },
      // Two clients: the suite's, and administration's, which its own listener serves.
      input: ['index.html', 'administration.html'].map((name) => `${import.meta.dirname}/${name}`),
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/uploads', '/socket.io', '/collab'].map((path) => [
        path,
        { target: 'http://localhost:3000', ws: true },
      ]),
    ),
  },
});
