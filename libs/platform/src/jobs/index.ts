export { enqueue, type EnqueueOptions } from './enqueue.js';
export { installJobs } from './install.js';
export { defineTask, JobRunner, type Schedule, type Task } from './job-runner.js';
