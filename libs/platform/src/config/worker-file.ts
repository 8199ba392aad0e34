import { fileURLToPath } from 'node:url';

/**
 * The compiled file beside `from`, for a worker thread or a child process: they run under plain Node, so where a test
 * runs the sources, the build's file is meant.
 */
export function workerFile(from: string, relative: string): string {
  const path = fileURLToPath(new URL(relative, from));
  return from.endsWith('.ts') ? path.replace(/\/(?=libs\/(?!.*\/libs\/))/, '/dist/') : path;
}
