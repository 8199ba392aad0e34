export { enqueue, type EnqueueOptions } from './enqueue.js';
export { installJobs } from './install.js';
export { JobRunner, type Task } from './job-runner.js';
