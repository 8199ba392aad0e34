export { enqueue, type EnqueueOptions } from './enqueue.js';
export { installJobs, upgradeJobs } from './install.js';
export { JobRunner } from './job-runner.js';
export { Poller } from './poller.js';
export { reviveJobs } from './revive-jobs.js';
export { defineTask, type Schedule, type Task } from './task.js';
