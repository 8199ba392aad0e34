import type { RequestPlans } from '../request-plans.js';
import { table } from '../table.js';

/** What is mounted beside the described interface, by its path. Groups of cells as everywhere. */
export const pageRows = table(`
  GET    /                       none  200  +++++ ++++ ++++++ ++++ +++++ +++
  GET    /healthz                none  200  +++++ ++++ ++++++ ++++ +++++ +++
  GET    /api/v1/openapi.json    none  200  +++++ ++++ ++++++ ++++ +++++ +++
  GET    /api/docs               none  200  +++++ ++++ ++++++ ++++ +++++ +++
`);

const page = (path: string): RequestPlans[string] => ({ ask: () => ({ path }) });

export const pageRequests: RequestPlans = {
  'GET /': page('/'),
  'GET /healthz': page('/healthz/live'),
  'GET /api/v1/openapi.json': page('/api/v1/openapi.json'),
  'GET /api/docs': page('/api/docs'),
};
