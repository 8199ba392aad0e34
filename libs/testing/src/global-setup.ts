import type { TestProject } from 'vitest/node';
import { serveSharedServices } from './services/shared-services.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Socket on which a test asks for the services of its run. */
    services: string;
  }
}

/** vitest calls it once a run, in the main process. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const services = await serveSharedServices();
  project.provide('services', services.address);
  // For what tests share with benches, which vitest does not run.
  process.env['TEST_SERVICES'] = services.address;
  return () => services.close();
}
