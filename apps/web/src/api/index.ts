export { request, newKey, API, type RequestOptions } from './client.js';
export { ApiError, isApiError, isOutage } from './error.js';
export { queryKeys } from './keys.js';
export { queryClient } from './query-client.js';
export { serviceState, type Service } from './service-state.js';
export * from './resources.js';
export * from './session.js';
