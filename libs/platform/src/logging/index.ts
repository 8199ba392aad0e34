export { type LoggedError, serialiseError } from './error-serializer.js';
export { createLogger, type Logger } from './logger.js';
