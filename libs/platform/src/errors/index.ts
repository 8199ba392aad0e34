export { DomainError, type DomainErrorOptions, type InvalidField, type Sentence } from './domain-error.js';
export { toProblem } from './problem.js';
export { startupLine, StartupError, UNEXPLAINED } from './startup-error.js';
