import { defineConfig } from 'vitest/config';
import SlowestFirst from './scripts/slowest-first.js';

export default defineConfig({
  resolve: {
    tsconfigPaths: true,
    // One binding between Yjs and ProseMirror: two copies would each hold their own plugin key.
    alias: { '@tiptap/y-tiptap': 'y-prosemirror' },
  },
  test: {
    include: ['{libs,apps,test}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    // Real PostgreSQL, S3 and Chromium run beside the tests: more workers would measure the queue for the CPU.
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
    globalSetup: ['libs/testing/src/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    reporters: ['default', './scripts/closing-line-reporter.ts'],
    // The alias above reaches packages only when vite loads them itself.
    server: { deps: { inline: [/@tiptap\//] } },
  },
});
